# SPDX-License-Identifier: Apache-2.0
"""What the Butler writer makes of our messages: its models, daf_butler's, a repository."""

import logging
from functools import cached_property

from .table import READS, Absent, require, same

# As any repository has them that visits were defined in (obs_base, VisitSystem).
VISIT_SYSTEMS = {0: "one-to-one", 1: "by-group-metadata", 2: "by-seq-start-end"}
SAMPLES = ("message1.json", "message2.json", "conflicting-message.json")


def run(site, table):
    reading = Reading(site)
    with table.row("pydantic", READS) as seen:
        models(site, reading, seen)
    with table.row("lsst-daf-butler", READS) as seen:
        identities(reading, seen)
    with table.row("lsst-daf-butler", READS) as seen:
        repository(site, reading, seen)
    with table.row("lsst-sphgeom", READS) as seen:
        regions(site, reading, seen)


class Reading:
    def __init__(self, site):
        self.site = site

    @cached_property
    def messages(self):
        from .writer_models import Message

        found = self.site.topic("butler", self.site.login("PLAIN"))
        require(found, "the topic is empty")
        return [Message.model_validate_json(message.value()) for message in found]

    @cached_property
    def universe(self):
        from lsst.daf.butler import DimensionUniverse

        return DimensionUniverse()

    @cached_property
    def records(self):
        """Element's name -> its dimension records, in the order of their dependence."""
        from lsst.daf.butler import DimensionRecord

        found = {}
        for message in self.messages:
            for simple in message.dimension_records:
                record = DimensionRecord.from_simple(simple, universe=self.universe)
                found.setdefault(simple.definition, {})[record.dataId] = record
        order = {element.name: at for at, element in enumerate(self.universe.elements)}
        return {name: list(found[name].values()) for name in sorted(found, key=order.get)}

    @cached_property
    def datasets(self):
        return [dataset for message in self.messages for dataset in message.datasets]

    def type_of(self, ref):
        """A dataset type of that name; for one that daf_butler alone can hold in a repository."""
        from lsst.daf.butler import DatasetType

        return DatasetType(
            ref.dataset_type_name, self.universe.conform(ref.data_id), "StructuredDataDict"
        )


def models(site, reading, seen):
    """The models are tried on the writer's own samples as well."""
    from .writer_models import Message

    samples = 0
    for name in SAMPLES:
        try:
            Message.model_validate_json(site.file(f"rubin/butler_writer/{name}").read_text())
            samples += 1
        except Absent:
            continue
    seen.records = len(reading.messages)
    seen.detail = (
        f"the Butler writer's input, strictly; the same models take {samples} of its own samples"
    )


def identities(reading, seen):
    """Dimension records, data ids, and the ids that daf_butler gives to the same datasets."""
    from lsst.daf.butler import DataCoordinate, DatasetIdFactory, DatasetIdGenEnum

    naming = DatasetIdFactory()
    ids = set()
    for dataset in reading.datasets:
        for uuid, ref in dataset.refs.items():
            data_id = DataCoordinate.standardize(ref.data_id, universe=reading.universe)
            kind = reading.type_of(ref)
            same(
                "dataset id",
                uuid,
                naming.makeDatasetId(ref.run, kind, data_id, DatasetIdGenEnum.DATAID_TYPE_RUN),
            )
            ids.add(uuid)
    total = sum(len(records) for records in reading.records.values())
    seen.records = total + len(ids)
    seen.detail = (
        f"{total} dimension records of {len(reading.records)} elements; "
        f"{len(ids)} dataset ids (UUIDv5)"
    )


def repository(site, reading, seen):
    """A repository takes all of it, as the writer gives it, and finds it again."""
    from lsst.daf.butler import Butler, DatasetRef, FileDataset
    from lsst.daf.butler.formatters.json import JsonFormatter
    from lsst.resources import ResourcePath

    logging.getLogger("lsst").setLevel(logging.ERROR)
    place = str(site.scratch / "repository")
    Butler.makeRepo(place)
    butler = Butler.from_config(place, writeable=True)
    butler.registry.insertDimensionData("instrument", *reading.records["instrument"])
    systems = [
        {"instrument": site.instrument["name"], "id": number, "name": name}
        for number, name in VISIT_SYSTEMS.items()
    ]
    butler.registry.insertDimensionData("visit_system", *systems)
    for element, records in reading.records.items():
        butler.registry.insertDimensionData(element, *records, skip_existing=True)
    root = ResourcePath(site.store["butler"], forceDirectory=True)
    for dataset in reading.datasets:
        file = root.join(dataset.path)
        require(file.exists(), f"a record without its file: {file}")
        refs = []
        for uuid, ref in dataset.refs.items():
            kind = reading.type_of(ref)
            butler.registry.registerDatasetType(kind)
            butler.collections.register(ref.run)
            data_id = butler.registry.expandDataId(ref.data_id)
            refs.append(DatasetRef(kind, data_id, run=ref.run, id=uuid))
        # obs_base's formatter is not on PyPI; any stands for it while nothing is read.
        butler.ingest(FileDataset(file, refs, formatter=JsonFormatter), transfer="direct")
    found = 0
    for run in {ref.run for dataset in reading.datasets for ref in dataset.refs.values()}:
        for name in {ref.dataset_type_name for d in reading.datasets for ref in d.refs.values()}:
            found += len(butler.query_datasets(name, collections=run, explain=False))
    same("datasets", len(reading.datasets), found)
    visits = butler.query_dimension_records(
        "visit", instrument=site.instrument["name"], explain=False
    )
    require(visits, "no visit in the repository")
    seen.records = found
    seen.detail = (
        f"a repository takes records and datasets; "
        f"{len(visits)} visits, {found} datasets found again"
    )


def regions(site, reading, seen):
    """Regions in our records hold the alerts of their detector."""
    from lsst.sphgeom import LonLat, UnitVector3d

    from .alerts import Reading as Alerts

    known = {
        (record.dataId["visit"], record.dataId["detector"]): record.region
        for record in reading.records.get("visit_detector_region", [])
    }
    if not known:
        raise Absent("nightjar's records have no regions yet")
    for alert in Alerts(site).alerts:
        source = alert["diaSource"]
        region = known.get((source["visit"], source["detector"]))
        require(region is not None, f"no region of visit {source['visit']}, {source['detector']}")
        place = UnitVector3d(LonLat.fromDegrees(source["ra"], source["dec"]))
        require(region.contains(place), f"alert {alert['diaSourceId']} is outside its region")
        seen.records += 1
    seen.detail = f"{len(known)} regions decoded; each alert lies in its detector's"
