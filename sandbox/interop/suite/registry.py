# SPDX-License-Identifier: Apache-2.0
"""Schema registries: Confluent's client against the sandbox's, and Karapace."""

from .table import READS, WRITES, Absent, require, same


def run(site, table):
    with table.row("confluent-kafka", READS) as seen:
        seen.records = schemas(site)
        seen.detail = "alert schema 1100 by id equals lsst.alert.packet's 11.0 in canonical form"
    with table.row("karapace", WRITES):
        raise Absent(
            "not on PyPI (its makers publish containers only): the sandbox's registry stands in"
        )


def schemas(site):
    import json

    from confluent_kafka.schema_registry import SchemaRegistryClient
    from fastavro.schema import to_parsing_canonical_form
    from lsst.alert.packet import Schema, get_schema_path

    registry = SchemaRegistryClient({"url": site.registry})
    registered = json.loads(registry.get_schema(1100).schema_str)
    theirs = Schema.from_file(f"{get_schema_path(11, 0)}/lsst.v11_0.alert.avsc").definition
    require(
        to_parsing_canonical_form(registered) == to_parsing_canonical_form(theirs),
        "the registered alert schema is not lsst.alert.packet's",
    )
    subjects = registry.get_subjects()
    same("subject of nextVisit", f"{site.topics['nextVisit']}-value" in subjects, True)
    return len(subjects)
