# SPDX-License-Identifier: Apache-2.0
"""The summit and Ceph in Python: announce a visit, put its image, tell of it; see what becomes."""

import hashlib
import io
import json
import time
from datetime import UTC, datetime, timedelta

from .table import WRITES, require, same

LEAP_S = 37
WAIT_S = 300


def run(site, table):
    with table.row("confluent-kafka", WRITES) as seen:
        announced = Announced(site)
        announced.announce()
        seen.records = 1
        seen.detail = f"nextVisit by AvroSerializer, schema id {announced.schema_id}, PLAIN log-in"
    with table.row("lsst-resources", WRITES) as seen:
        objects = announced.put_raw()
        seen.records = len(objects)
        seen.detail = "a raw of astropy's and its sidecar, put into the bucket"
    with table.row("fastavro", WRITES) as seen:
        announced.announce_without_image()
        seen.records = 1
        seen.detail = "nextVisit by schemaless_writer"
    with table.row("confluent-kafka", WRITES) as seen:
        announced.notify(objects)
        seen.records = len(objects)
        ends = announced.ends()
        seen.detail = "as Ceph notifies; the ledger: " + ", ".join(
            f"{end['ending']} {end.get('alerts', '')}".strip() for end in ends
        )
        same("endings", [end["ending"] for end in ends], ["ALERTED", "TIMED_OUT"])


class Announced:
    """A visit of the demo's camera, with the pixels of one that it took before."""

    def __init__(self, site):
        import confluent_kafka

        self.site = site
        self.producer = confluent_kafka.Producer(site.login("PLAIN"))
        self.first, *others = site.instrument["detectors"]
        self.now = datetime.now(UTC)
        self.group = self.now.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "-py"
        self.other_group = self.group + "2"
        self.raw = self._newest_raw()

    def _newest_raw(self):
        from lsst.resources import ResourcePath

        folder = ResourcePath(self.site.store["raws"], forceDirectory=True)
        of_first = [
            file
            for file in ResourcePath.findFileResources([folder], file_filter=r"\.json$")
            if json.loads(file.read())["DETECTOR"] == self.first
        ]
        sidecar = min(of_first, key=lambda file: file.basename())
        return sidecar, json.loads(sidecar.read())

    def record(self, group):
        tai = self.now.timestamp() + LEAP_S
        _, header = self.raw
        stamps = dict.fromkeys(["private_kafkaStamp", "private_sndStamp", "private_rcvStamp"], tai)
        return stamps | {
            "private_efdStamp": tai - LEAP_S,
            "salIndex": 1,
            "private_revCode": "interop",
            "private_seqNum": 1,
            "private_identity": "ScriptQueue:1",
            "private_origin": 1,
            "scriptSalIndex": 100500,
            "groupId": group,
            "coordinateSystem": 2,
            "position": [header["RA"], header["DEC"]],
            "startTime": tai + 3,
            "rotationSystem": 2,
            "cameraAngle": header["ROTPA"],
            "filters": header["FILTER"],
            "dome": 2,
            "duration": 2.0,
            "nimages": 1,
            "instrument": self.site.instrument["name"],
            "survey": "BLOCK-INTEROP",
            "totalCheckpoints": 0,
        }

    def schema(self):
        return self.site.file("rubin/nextvisit/ScriptQueue_logevent_nextVisit.avsc").read_text()

    def announce(self):
        from confluent_kafka.schema_registry import Schema, SchemaRegistryClient
        from confluent_kafka.schema_registry.avro import AvroSerializer
        from confluent_kafka.serialization import MessageField, SerializationContext

        topic = self.site.topics["nextVisit"]
        registry = SchemaRegistryClient({"url": self.site.registry})
        self.schema_id = registry.register_schema(f"{topic}-value", Schema(self.schema(), "AVRO"))
        write = AvroSerializer(registry, self.schema(), conf={"auto.register.schemas": False})
        value = write(self.record(self.group), SerializationContext(topic, MessageField.VALUE))
        self._send(topic, value)

    def announce_without_image(self):
        import fastavro

        body = io.BytesIO(b"\0" + self.schema_id.to_bytes(4, "big"))
        body.seek(5)
        fastavro.schemaless_writer(
            body, fastavro.parse_schema(json.loads(self.schema())), self.record(self.other_group)
        )
        self._send(self.site.topics["nextVisit"], body.getvalue())

    def put_raw(self):
        """Sidecar and FITS of a new exposure; their keys and contents."""
        from astropy.io import fits
        from lsst.resources import ResourcePath

        sidecar, header = self.raw
        # Ids have room for 32,768 exposures a day.
        sequence = header["EXPID"] % 100_000 + 20_000
        old = header["OBSID"]
        new = f"{old[:-6]}{sequence:06d}"
        begin = self.now + timedelta(seconds=LEAP_S - header["EXPTIME"])
        mjd = begin.timestamp() / 86400 + 40587
        changed = {
            "GROUPID": self.group,
            "OBSID": new,
            "EXPID": header["EXPID"] // 100_000 * 100_000 + sequence,
            "DATE-BEG": begin.isoformat()[:23],
            "DATE-END": (begin + timedelta(seconds=header["EXPTIME"])).isoformat()[:23],
            "MJD-BEG": mjd,
            "MJD-END": mjd + header["EXPTIME"] / 86400,
        }
        with fits.open(io.BytesIO(sidecar.updatedExtension(".fits").read())) as image:
            image[0].header.update(changed)
            pixels = io.BytesIO()
            image.writeto(pixels)
        objects = {}
        for ending, content in (
            (".json", json.dumps(header | changed).encode()),
            (".fits", pixels.getvalue()),
        ):
            place = str(sidecar.updatedExtension(ending)).replace(old, new)
            ResourcePath(place).write(content)
            objects[ResourcePath(place).relativeToPathRoot] = content
        return objects

    def notify(self, objects):
        bucket = self.site.store["raws"].removeprefix("s3://").strip("/")
        for key, content in objects.items():
            self._send(self.site.topics["notifications"], ceph(bucket, key, content))

    def _send(self, topic, value):
        failures = []
        self.producer.produce(topic, value, on_delivery=lambda e, _: e and failures.append(e))
        self.producer.flush(30)
        require(not failures, f"{topic}: {failures}")

    def ends(self):
        """How the visit with an image and the one without ended, for the first detector."""
        wanted = [(self.group, self.first), (self.other_group, self.first)]
        give_up = time.monotonic() + WAIT_S
        while time.monotonic() < give_up:
            ledger = self.site.ledger()
            # The others' images never come: with their ends nothing is in flight any more.
            all_ended = [
                (group, detector) in ledger
                for group in (self.group, self.other_group)
                for detector in self.site.instrument["detectors"]
            ]
            if all(all_ended):
                return [ledger[key] for key in wanted]
            time.sleep(1)
        require(False, f"the ledger has no end of {wanted} after {WAIT_S} s")


def ceph(bucket, key, content):
    """A notification as Ceph 16 writes it (doc/radosgw/notifications.rst)."""
    now = datetime.now(UTC)
    digest = hashlib.md5(content).hexdigest()
    event = {
        "eventVersion": "2.2",
        "eventSource": "ceph:s3",
        "awsRegion": "",
        "eventTime": now.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "eventName": "ObjectCreated:Put",
        "userIdentity": {"principalId": "interop"},
        "requestParameters": {"sourceIPAddress": ""},
        "responseElements": {"x-amz-request-id": "interop", "x-amz-id-2": "interop"},
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": "interop",
            "bucket": {
                "name": bucket,
                "ownerIdentity": {"principalId": "interop"},
                "arn": f"arn:aws:s3:::{bucket}",
                "id": "interop",
            },
            "object": {
                "key": key,
                "size": len(content),
                "eTag": digest,
                "versionId": "",
                "sequencer": f"{int(now.timestamp()):08X}{now.microsecond * 1000:08X}",
                "metadata": [],
                "tags": [],
            },
        },
        "eventId": f"{now.timestamp():.6f}.{digest}",
        "opaqueData": "",
    }
    return json.dumps({"Records": [event]}).encode()
