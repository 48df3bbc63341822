#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write what a Butler repository holds ready for a night, for nightjar's butler.manifest.

    manifest.py REPO --instrument LSSTCam [--day-obs 2026-11-20] --out URI

The last step of the daily init job, once its init-outputs and the day's chain are made. It only reads
the repository: PostgreSQL, SQLite or a Butler server, whatever lsst.daf.butler opens. Needs
lsst-daf-butler (PyPI, or a Science Pipelines environment).
"""

import argparse
import datetime
import json
import sys

from lsst.daf.butler import Butler, CollectionType
from lsst.resources import ResourcePath

# Leap seconds since 2017; before 2035 at the earliest there will be no other.
TAI_MINUS_UTC = datetime.timedelta(seconds=37)


def observing_day(utc):
    """The TAI date twelve hours earlier."""
    return (utc + TAI_MINUS_UTC - datetime.timedelta(hours=12)).date().isoformat()


def manifest(butler, instrument, day_obs):
    chain = f"{instrument}/prompt/output-{day_obs}"
    found = butler.collections.query_info(
        f"{chain}*", collection_types=CollectionType.CHAINED, flatten_chains=False
    )
    types = butler.registry.queryDatasetTypes()
    return {
        "instrument": instrument,
        "dayObs": day_obs,
        "madeAt": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "chains": {info.name: list(info.children) for info in found if info.name == chain},
        "datasetTypes": {
            each.name: {
                "storageClass": each.storageClass_name,
                "dimensions": sorted(each.dimensions.names),
            }
            for each in types
            if not each.isComponent()
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("repo")
    parser.add_argument("--instrument", required=True)
    parser.add_argument("--day-obs", default=observing_day(datetime.datetime.now(datetime.timezone.utc)))
    parser.add_argument("--out", required=True, help="a path, file:// or s3:// URI")
    arguments = parser.parse_args()
    butler = Butler.from_config(arguments.repo, writeable=False)
    text = json.dumps(manifest(butler, arguments.instrument, arguments.day_obs), indent=1)
    ResourcePath(arguments.out).write(text.encode(), overwrite=True)
    print(f"{arguments.out}: {text.count('storageClass')} dataset types", file=sys.stderr)


if __name__ == "__main__":
    main()
