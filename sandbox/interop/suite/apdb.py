# SPDX-License-Identifier: Apache-2.0
"""The APDB as its own clients see it: both ways, in both layouts of its tables."""

import math
from collections import defaultdict
from functools import cached_property

from .table import READS, WRITES, require, same

TABLES = ("DiaObject", "DiaSource", "DiaForcedSource")
KEYS = {
    "DiaObject": ("diaObjectId",),
    "DiaSource": ("diaSourceId",),
    "DiaForcedSource": ("diaObjectId", "visit", "detector"),
}
MARGIN_DEG = 0.01
FIELD_DEG = 5
DAYS = ("2026-01-01", "2026-12-31")


def run(site, table):
    night = Night(site)
    with table.row("cassandra-driver", READS) as seen:
        rows(site, night, seen)
    with table.row("lsst-dax-apdb", READS) as seen:
        found = theirs(site, night, site.cassandra["keyspace"], of_objects=False)
        seen.records = night.matches(found)
        visits = night.contained(connect(site, site.cassandra["keyspace"]))
        seen.detail = f"the night's, {counts(found)}; containsVisitDetector of {visits}"
    for one_table in (False, True):
        layout = "one table" if one_table else "time tables"
        with table.row("lsst-dax-apdb", READS) as seen:
            keyspace = f"interop_ours_{int(one_table)}"
            create(site, keyspace, one_table)
            copied = ours(site, night, site.cassandra["keyspace"], keyspace)
            found = theirs(site, night, keyspace)
            seen.records = alike(copied, found)
            seen.detail = f"{layout}: apdb create, nightjar writes, they read {counts(found)}"
        with table.row("lsst-dax-apdb", WRITES) as seen:
            keyspace = f"interop_theirs_{int(one_table)}"
            stored = store(site, night, keyspace, one_table)
            found = ours(site, night, keyspace)
            seen.records = alike(stored, found)
            seen.detail = f"{layout}: init_database and store, nightjar reads {counts(found)}"


class Night:
    """What the alerts say that the APDB must hold."""

    def __init__(self, site):
        self.site = site

    @cached_property
    def alerts(self):
        from .alerts import Reading

        return Reading(self.site).alerts

    @cached_property
    def fields(self):
        """West, south, east, north of each patch of sky, in degrees."""
        places = defaultdict(list)
        for alert in self.alerts:
            source = alert["diaSource"]
            patch = (round(source["ra"] / FIELD_DEG), round(source["dec"] / FIELD_DEG))
            places[patch].append((source["ra"], source["dec"]))
        boxes = []
        for points in places.values():
            ras, decs = zip(*points)
            boxes.append(
                (
                    min(ras) - MARGIN_DEG,
                    min(decs) - MARGIN_DEG,
                    max(ras) + MARGIN_DEG,
                    max(decs) + MARGIN_DEG,
                )
            )
        return boxes

    @property
    def until(self):
        return max(alert["diaSource"]["midpointMjdTai"] for alert in self.alerts) + 0.01

    def matches(self, found):
        """Every alert's source, object and history stand in the tables as in the alert."""
        compared = 0
        for alert in self.alerts:
            source = alert["diaSource"]
            equal("DiaSource", source, found["DiaSource"].get((source["diaSourceId"],)))
            compared += 1
            for row in alert["prvDiaForcedSources"] or []:
                key = (row["diaObjectId"], row["visit"], row["detector"])
                equal("DiaForcedSource", row, found["DiaForcedSource"].get(key))
                compared += 1
        same("DiaSource rows", len(found["DiaSource"]), len(self.alerts))
        newest = {}
        static = [alert for alert in self.alerts if alert["diaObject"]]
        for alert in sorted(static, key=lambda it: it["diaSource"]["midpointMjdTai"]):
            newest[alert["diaObject"]["diaObjectId"]] = alert["diaObject"]
        for key, row in newest.items():
            equal("DiaObject", row, found["DiaObject"].get((key,)), apart=())
            compared += 1
        return compared

    def contained(self, apdb):
        pairs = {(a["diaSource"]["visit"], a["diaSource"]["detector"]) for a in self.alerts}
        for visit, detector in pairs:
            require(apdb.containsVisitDetector(visit, detector), f"{visit} {detector} is unknown")
        require(not apdb.containsVisitDetector(1, 1), "a visit that never was is known")
        return len(pairs)


def rows(site, night, seen):
    """The tables themselves, by the driver that dax_apdb uses."""
    from cassandra.cluster import Cluster

    host, port = site.cassandra["address"].split(":")
    with Cluster([host], int(port), protocol_version=4) as cluster:
        session = cluster.connect(site.cassandra["keyspace"])
        tables = cluster.metadata.keyspaces[site.cassandra["keyspace"]].tables
        ids = set()
        for name in tables:
            if name.startswith("DiaSource_"):
                found = session.execute(f'SELECT "diaSourceId" FROM "{name}"')
                ids |= {row[0] for row in found}
    same("DIASource rows", sorted(ids), sorted(a["diaSourceId"] for a in night.alerts))
    seen.records = len(ids)
    seen.detail = f"{len(tables)} tables; as many DIASource rows as alerts, of the same ids"


def config(site, keyspace):
    from lsst.dax.apdb.cassandra.config import ApdbCassandraConfig

    host, port = site.cassandra["address"].split(":")
    settings = ApdbCassandraConfig(contact_points=(host,), keyspace=keyspace)
    settings.connection_config.port = int(port)
    return settings


def connect(site, keyspace):
    from lsst.dax.apdb import Apdb

    return Apdb.from_config(config(site, keyspace))


def theirs(site, night, keyspace, of_objects=True):
    """What lsst.dax.apdb reads of the night's fields: all sources, or those of objects."""
    import astropy.time
    from lsst.sphgeom import Box, LonLat

    apdb = connect(site, keyspace)
    until = astropy.time.Time(night.until, format="mjd", scale="tai")
    found = {name: {} for name in TABLES}
    for west, south, east, north in night.fields:
        region = Box(LonLat.fromDegrees(west, south), LonLat.fromDegrees(east, north))
        objects = apdb.getDiaObjects(region)
        ids = objects["diaObjectId"].tolist() if of_objects else None
        keep(found, "DiaObject", objects)
        keep(found, "DiaSource", apdb.getDiaSources(region, ids, until))
        keep(found, "DiaForcedSource", apdb.getDiaForcedSources(region, ids, until))
    return found


def keep(found, name, catalog):
    for row in catalog.to_dict("records"):
        found[name][tuple(row[key] for key in KEYS[name])] = row


def ours(site, night, keyspace, into=""):
    """What nightjar's own client reads of them, and perhaps writes into another APDB."""
    found = {name: {} for name in TABLES}
    for west, south, east, north in night.fields:
        answer = site.ask(
            "ApdbRows",
            {
                "at": site.cassandra["address"],
                "datacenter": site.cassandra["datacenter"],
                "keyspace": keyspace,
                "into": into,
                "corners": [west, south, east, south, east, north, west, north],
                "mjdTai": night.until,
            },
        )
        require("lost" not in answer, answer.get("lost"))
        for name in TABLES:
            for row in answer[name]:
                found[name][tuple(row[key] for key in KEYS[name])] = row
    return found


def create(site, keyspace, one_table):
    """An empty APDB, as an operator makes it."""
    site.command(
        "nightjar.job.apdb.ApdbCommand",
        *("create", "--at", site.cassandra["address"], "--keyspace", keyspace),
        *("--replication", "1", "--from", DAYS[0], "--until", DAYS[1]),
        *(["--one-table"] if one_table else []),
    )


def store(site, night, keyspace, one_table):
    """An APDB of their own making, filled by them with the night's rows."""
    import astropy.time
    import pandas
    from lsst.dax.apdb import Apdb
    from lsst.dax.apdb.cassandra import ApdbCassandra

    host, port = site.cassandra["address"].split(":")
    made = ApdbCassandra.init_database(
        (host,),
        keyspace,
        port=int(port),
        enable_replica=not one_table,
        time_partition_tables=not one_table,
        time_partition_start=f"{DAYS[0]}T00:00:00",
        time_partition_end=f"{DAYS[1]}T00:00:00",
        replication_factor=1,
    )
    apdb = Apdb.from_config(made)
    rows = theirs(site, night, site.cassandra["keyspace"])
    now = astropy.time.Time(night.until, format="mjd", scale="tai")
    apdb.store(now, *(pandas.DataFrame(list(rows[name].values())) for name in TABLES))
    return rows


def alike(wanted, found):
    """Whether both hold the same rows; how many there are."""
    compared = 0
    for name in TABLES:
        same(f"{name} keys", sorted(found[name]), sorted(wanted[name]))
        for key, row in wanted[name].items():
            equal(name, row, found[name][key])
            compared += 1
    return compared


def equal(name, wanted, found, apart=("validityStartMjdTai",)):
    """Columns that both have hold the same; nothing is as good as NaN, and 0 where it is an id."""
    require(found is not None, f"no {name} of {[wanted.get(key) for key in KEYS[name]]}")
    columns = (set(wanted) & set(found)) - set(apart)
    require(columns >= set(KEYS[name]), f"{name} has only {sorted(columns)}")
    for column in columns:
        one, other = plain(column, wanted[column]), plain(column, found[column])
        require(one == other, f"{name}.{column}: {one} and {other}")


def plain(column, value):
    import numpy as np
    import pandas

    if value is None or value is pandas.NA or (isinstance(value, float) and math.isnan(value)):
        return 0 if column.endswith("Id") else None
    if isinstance(value, (float, np.floating)):
        return float(np.float32(value)) if column not in DOUBLES else float(value)
    return value.item() if isinstance(value, np.generic) else value


DOUBLES = {
    "ra",
    "dec",
    "midpointMjdTai",
    "timeProcessedMjdTai",
    "validityStartMjdTai",
    "trailRa",
    "trailDec",
}


def counts(found):
    return ", ".join(f"{len(found[name])} {name}" for name in TABLES)
