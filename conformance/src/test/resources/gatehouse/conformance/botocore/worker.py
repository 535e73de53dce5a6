"""Calls a server through botocore, as told on standard input.

Each line is an order in JSON, and each gets a line in answer; lines for events come before it. Values travel as trees: members have the model's names,
blobs and streams are base64, timestamps are milliseconds, events are a list, and the numbers that JSON lacks are words.

What botocore's own model does not know is left out of what is sent and of what is expected back; so is the part of a
timestamp that the format on the wire does not carry. The answer lists what was left out.
"""

import base64
import datetime
import json
import math
import socket
import sys
import traceback

import botocore.awsrequest
import botocore.config
import botocore.exceptions
import botocore.handlers
import botocore.httpsession
import botocore.session

PORT, KEY_ID, SECRET = int(sys.argv[1]), sys.argv[2], sys.argv[3]
REGION = "us-east-1"
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
LOCAL_DOMAIN = ".gatehouse.local"
WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


class Absent(Exception):
    """botocore's model does not have it."""


# --- trees ------------------------------------------------------------------------------------------------------


class Direction:
    """Which way a value goes, and over which protocol: what of a timestamp survives depends on it."""

    def __init__(self, protocol, sending):
        self.protocol = protocol
        self.sending = sending
        self.left_out = []

    def carried(self, shape, millis):
        form = shape.serialization.get("timestampFormat")
        location = shape.serialization.get("location")
        if form is None:
            if location in ("header", "headers"):
                form = "rfc822"
            elif location == "querystring":
                form = "iso8601"
            elif self.protocol in ("json", "rest-json", "smithy-rpc-v2-cbor"):
                form = "unixTimestamp"
            else:
                form = "iso8601"
        # botocore sends whole seconds where the format is a number, though the number could have a fraction.
        whole = form == "rfc822" or (self.sending and form == "unixTimestamp")
        # In CBOR it can send no time before 1970.
        if self.sending and self.protocol == "smithy-rpc-v2-cbor":
            millis = max(0, millis)
        return millis // 1000 * 1000 if whole else millis

    def carries(self, shape, name, tree):
        """Whether the format has a place for an empty value of that member."""
        member = shape.members[name]
        kind, serialization = member.type_name, member.serialization
        if tree not in ({}, [], ""):
            return True
        if not self.sending:
            return not (serialization.get("flattened") and self.protocol in ("query", "ec2", "rest-xml"))
        if serialization.get("location") == "querystring" and kind in ("list", "map"):
            return False
        if name == shape.serialization.get("payload") and kind == "blob":
            return bool(serialization.get("streaming"))
        if self.protocol == "query":
            return kind not in ("map", "structure")
        return self.protocol != "ec2" or kind not in ("list", "map", "structure")


def without_unknown(way, shape, tree, path):
    """The tree as far as botocore's model has it."""
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(tree, dict):
            raise Absent(path)
        return structure_without_unknown(way, shape, tree, path)
    if kind == "list":
        if not isinstance(tree, list):
            raise Absent(path)
        kept = []
        for i, each in enumerate(tree):
            try:
                kept.append(without_unknown(way, shape.member, each, f"{path}[{i}]"))
            except Absent as absent:
                way.left_out.append(str(absent))
        return kept
    if kind == "map":
        if not isinstance(tree, dict):
            raise Absent(path)
        return {key: without_unknown(way, shape.value, each, f"{path}.{key}") for key, each in tree.items()}
    if kind == "timestamp":
        return way.carried(shape, tree)
    return tree


def structure_without_unknown(way, shape, tree, path):
    kept = {}
    for name, each in tree.items():
        member = shape.members.get(name)
        if member is None:
            way.left_out.append(f"{path}.{name}")
            if getattr(shape, "is_tagged_union", False) and not way.sending:
                kept["SDK_UNKNOWN_MEMBER"] = {"name": name}
            continue
        if not way.carries(shape, name, each):
            continue
        try:
            if getattr(member, "is_eventstream", False) or member.serialization.get("eventstream"):
                kept[name] = [without_unknown(way, member, event, f"{path}.{name}") for event in each]
            else:
                value = without_unknown(way, member, each, f"{path}.{name}")
                if value != {} or way.carries(shape, name, value):
                    kept[name] = value
        except Absent as absent:
            way.left_out.append(str(absent))
    if getattr(shape, "is_tagged_union", False) and not kept:
        raise Absent(path)
    return kept


def to_native(shape, tree):
    kind = shape.type_name
    if kind == "structure":
        return {name: to_native(shape.members[name], each) for name, each in tree.items()}
    if kind == "list":
        return [to_native(shape.member, each) for each in tree]
    if kind == "map":
        return {key: to_native(shape.value, each) for key, each in tree.items()}
    if kind == "blob":
        return base64.b64decode(tree)
    if kind == "timestamp":
        return EPOCH + datetime.timedelta(milliseconds=tree)
    if kind in ("float", "double"):
        return WORDS[tree] if isinstance(tree, str) else float(tree)
    return tree


def to_tree(shape, value):
    kind = shape.type_name
    if getattr(shape, "is_eventstream", False) or shape.serialization.get("eventstream"):
        return events_to_tree(shape, value)
    if kind == "structure":
        return {
            name: each if name == "SDK_UNKNOWN_MEMBER" else to_tree(shape.members[name], each)
            for name, each in value.items()
            if name != "ResponseMetadata"
        }
    if kind == "list":
        return [to_tree(shape.member, each) for each in value]
    if kind == "map":
        return {key: to_tree(shape.value, each) for key, each in value.items()}
    if kind == "blob":
        if hasattr(value, "read"):
            value = value.read()
        return base64.b64encode(value).decode("ascii")
    if kind == "timestamp":
        return round((value - EPOCH) / datetime.timedelta(milliseconds=1))
    if kind in ("float", "double"):
        if isinstance(value, str):
            return value  # botocore leaves the words as they are where the format is JSON.
        if math.isfinite(value):
            return float(value)
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def events_to_tree(shape, stream):
    """The events, each of which is told at once as well."""
    events = []
    try:
        for event in stream:
            events.append({name: to_tree(shape.members[name], each) for name, each in event.items()})
            tell({"event": events[-1]})
    except botocore.exceptions.EventStreamError as error:
        events.append({"!error": error.response["Error"]})
    return events


# --- clients ----------------------------------------------------------------------------------------------------


def as_spoken(model, service, protocol):
    """The service's model as if it knew that protocol only."""
    model["metadata"]["protocol"] = protocol
    model["metadata"]["protocols"] = [protocol]
    if protocol == "query":
        # What SQS's model said while Query was its protocol.
        for name, operation in model["operations"].items():
            if "output" in operation:
                operation["output"] = dict(operation["output"], resultWrapper=name + "Result")
    return model


class Clients:
    def __init__(self):
        self.clients = {}

    def of(self, service, protocol="", config=None, host=""):
        key = (service, protocol, json.dumps(config, sort_keys=True), host)
        if key not in self.clients:
            self.clients[key] = self.make(service, protocol, config or {}, host)
        return self.clients[key]

    def make(self, service, protocol, config, host):
        session = botocore.session.Session()
        session.set_credentials(KEY_ID, SECRET)
        # These change values, which is none of the protocol's business.
        session.unregister("after-call.iam", botocore.handlers.json_decode_policies)
        session.unregister("before-parameter-build.route53", botocore.handlers.fix_route53_ids)
        if protocol:
            loader = session.get_component("data_loader")
            load = loader.load_service_model

            def load_one(name, type_name, api_version=None):
                model = load(name, type_name, api_version)
                return as_spoken(model, service, protocol) if type_name == "service-2" else model

            loader.load_service_model = load_one
        client = session.create_client(
            service,
            region_name=REGION,
            endpoint_url=f"http://{host or '127.0.0.1'}:{PORT}",
            config=botocore.config.Config(
                parameter_validation=False,
                inject_host_prefix=bool(host),
                retries={"total_max_attempts": 1},
                connect_timeout=20,
                read_timeout=60,
                **config,
            ),
        )
        # Some of STS's calls need no signature; here all have one.
        for name in client.meta.service_model.operation_names:
            client.meta.events.register_first(f"choose-signer.{service}.{name}", sign_always)
        return client


def sign_always(**_):
    return "v4"


def resolve_locally(resolve):
    """Names of the server's own domain lead to it, wherever this runs."""

    def resolved(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        return resolve("127.0.0.1" if name and name.endswith(LOCAL_DOMAIN) else host, *args, **kwargs)

    return resolved


socket.getaddrinfo = resolve_locally(socket.getaddrinfo)
CLIENTS = Clients()


def client_of(order):
    return CLIENTS.of(
        order["service"], order.get("protocol", ""), order.get("config"), order.get("host", "")
    )


# --- orders -----------------------------------------------------------------------------------------------------


def about(order):
    """What botocore knows of a service: its operations, and its protocol where none was demanded."""
    model = client_of(order).meta.service_model
    return {
        "operations": list(model.operation_names),
        "protocol": model.resolved_protocol,
        "version": botocore.__version__,
    }


def call(order):
    client = client_of(order)
    service = client.meta.service_model
    operation = service.operation_model(order["operation"])
    protocol = service.resolved_protocol
    sending, receiving = Direction(protocol, True), Direction(protocol, False)
    answer = {}
    sent = {}
    if operation.input_shape is not None:
        sent = structure_without_unknown(sending, operation.input_shape, order["input"], "input")
        native = to_native(operation.input_shape, sent)
    else:
        native = {}
    answer["sent"] = sent
    try:
        parsed = client._make_api_call(order["operation"], native)
        if operation.output_shape is not None:
            answer["expected"] = structure_without_unknown(
                receiving, operation.output_shape, with_payload(operation.output_shape, order["output"]), "output"
            )
            answer["got"] = to_tree(operation.output_shape, parsed)
            for name, member in operation.output_shape.members.items():
                # A newer model has the status as a member.
                if member.serialization.get("location") == "statusCode" and name not in order["output"]:
                    del answer["got"][name]
        else:
            answer["expected"] = answer["got"] = {}
        answer["status"] = parsed["ResponseMetadata"]["HTTPStatusCode"]
        answer["requestId"] = request_id(parsed["ResponseMetadata"])
    except botocore.exceptions.ClientError as error:
        answer["error"] = error_to_tree(service, error, order, receiving, answer)
    answer["leftOut"] = sending.left_out + receiving.left_out
    return answer


def with_payload(shape, tree):
    """A body of bytes is always there for botocore, if only empty."""
    payload = shape.serialization.get("payload")
    if payload and shape.members[payload].type_name == "blob":
        return {payload: "", **tree}
    return tree


def error_to_tree(service, error, order, receiving, answer):
    details = error.response["Error"]
    metadata = error.response["ResponseMetadata"]
    shape = next((each for each in service.error_shapes if each.name == order.get("error")), None)
    if shape is not None:
        # The message, whose name has a capital in some protocols and none in others, is in `details`.
        members = [name for name in shape.members if name.lower() != "message"]
        expected = structure_without_unknown(receiving, shape, order.get("output", {}), "error")
        answer["expected"] = {name: expected[name] for name in members if name in expected}
        answer["got"] = to_tree(
            shape, {name: error.response[name] for name in members if name in error.response}
        )
    return {
        "code": details.get("Code"),
        "message": details.get("Message"),
        "types": types_of(service, error),
        "known": shape is not None,
        "status": metadata["HTTPStatusCode"],
        "requestId": request_id(metadata),
    }


def types_of(service, error):
    """The type that botocore made of the error, and those that it cannot tell from it: they share a code."""
    name = type(error).__name__
    codes = {shape.error_code for shape in service.error_shapes if shape.name == name}
    return [name] + [shape.name for shape in service.error_shapes if shape.error_code in codes]


def request_id(metadata):
    """botocore itself does not tell it where an operation of RPC v2 has no output."""
    return metadata.get("RequestId") or metadata["HTTPHeaders"].get("x-amzn-requestid", "")


def presigned(order):
    """Fetches what a presigned URL leads to."""
    client = client_of(order)
    native = to_native(client.meta.service_model.operation_model(order["operation"]).input_shape, order["input"])
    url = client.generate_presigned_url(
        to_method(client, order["operation"]), Params=native, ExpiresIn=60, HttpMethod="GET"
    )
    url = url.replace(*order["replace"]) if "replace" in order else url
    request = botocore.awsrequest.AWSRequest(method="GET", url=url).prepare()
    response = botocore.httpsession.URLLib3Session().send(request)
    return {"url": url, "status": response.status_code, "body": response.content.decode("utf-8", "replace")}


def to_method(client, operation):
    return next(method for method, name in client.meta.method_to_api_mapping.items() if name == operation)


ORDERS = {"about": about, "call": call, "presigned": presigned}


def tell(answer):
    sys.stdout.write(json.dumps(answer, allow_nan=False) + "\n")
    sys.stdout.flush()


def main():
    for line in sys.stdin:
        order = json.loads(line)
        try:
            answer = ORDERS[order["do"]](order)
        except Exception as failure:  # Whatever it is, the test shows it.
            answer = {"failure": f"{type(failure).__name__}: {failure}"}
            traceback.print_exc()
        tell(answer)


main()
