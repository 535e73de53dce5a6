"""Writes the SigV4 vectors of src/test/resources/sigv4/botocore.txt, signed by botocore (made with 1.43.11).

    python botocore_vectors.py > ../resources/sigv4/botocore.txt
"""

import base64
import datetime

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ACCESS_KEY = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
NOW = datetime.datetime(2026, 1, 1, 12, 34, 56)

botocore.auth.get_current_datetime = lambda *_, **__: NOW


def emit(name, method, path, query="", headers=(), body=b"", service="kms", region="us-east-1", token=None, s3=False):
    url = "https://host.example.com:4566" + path + ("?" + query if query else "")
    request = AWSRequest(method=method, url=url, data=body)
    for key, value in headers:
        request.headers.add_header(key, value)
    signer = (botocore.auth.S3SigV4Auth if s3 else botocore.auth.SigV4Auth)(
        Credentials(ACCESS_KEY, SECRET_KEY, token), service, region
    )
    signer.add_auth(request)
    print("vector", name)
    print("method", method)
    print("path", path)
    print("query", query)
    if "host" not in (key.lower() for key in request.headers.keys()):
        print("header host: host.example.com:4566")
    for key, value in request.headers.items():
        print(f"header {key}: {value}")
    print("body", base64.b64encode(body).decode())


JSON = (("Content-Type", "application/x-amz-json-1.1"), ("X-Amz-Target", "TrentService.Encrypt"))
FORM = (("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),)

emit("json", "POST", "/", headers=JSON, body=b'{"KeyId":"alias/a","Plaintext":"aGVsbG8="}')
emit("json with a session token", "POST", "/", headers=JSON, body=b"{}", token="IQoJb3JpZ2luX2VjEXAMPLE//token+==")
emit("json without a body", "POST", "/", headers=JSON)
emit("binary body", "POST", "/", body=bytes(range(256)) * 5)
emit("form", "POST", "/", headers=FORM, body=b"Action=ListUsers&Version=2010-05-08", service="iam")
emit("another region", "POST", "/", headers=FORM, body=b"Action=GetCallerIdentity", service="sts", region="ap-southeast-2")
emit("query unsorted", "GET", "/", query="b=2&a=2&a=1&B=3&ab=0&a-b=1")
emit("query with equal names", "GET", "/", query="a=b&a=B&a=&a=a")
emit("query without values", "GET", "/", query="flag&other=")
emit("query encoded", "GET", "/", query="name=a%20b%2Bc%2Fd&%C3%A4=%E2%82%AC&tilde=~._-")
emit("query with an equals sign in a value", "GET", "/", query="a=b%3Dc")
emit("query whose name is a prefix", "GET", "/", query="a=1&a%20=0&aa=2&a.=3")
emit("path with dots", "GET", "/a/./b/../c")
emit("path above the root", "GET", "/../../a")
emit("path with many slashes", "GET", "//a///b//")
emit("path with a slash at the end", "GET", "/a/b/")
emit("path encoded", "GET", "/a%20b/c%2Fd/%E2%82%AC")
emit("path with reserved characters", "GET", "/a:b@c!d$e&f'g(h)i*j+k,l;m=n")
emit("path with a tilde", "GET", "/~a/b~")
emit("s3 path as it is", "GET", "/bucket//a/./b/../c%20d/%E2%82%AC%2Fe", service="s3", s3=True)
emit("s3 query", "GET", "/bucket", query="list-type=2&prefix=a%2Fb&delimiter=%2F", service="s3", s3=True)
emit("headers with spaces", "GET", "/", headers=(("X-Amz-Meta-A", "  a   b\tc  "), ("X-Custom", '"x   y"')))
emit("header twice", "GET", "/", headers=(("X-Amz-Meta-A", "one"), ("X-Amz-Meta-A", "two"), ("Accept", "*/*")))
emit("header empty", "GET", "/", headers=(("X-Amz-Meta-A", ""), ("X-B", "   ")))
emit("header names that sort", "GET", "/", headers=(("X-Amz-B", "1"), ("X-Amz-A", "2"), ("X-Amz-A-B", "3"), ("Zz", "4")))
emit("date header", "GET", "/", headers=(("Date", "Thu, 01 Jan 2026 12:34:56 GMT"),))
emit("delete", "DELETE", "/thing")
emit("put", "PUT", "/thing", body=b"x")
