# SPDX-License-Identifier: Apache-2.0
"""The neighbours' own clients against a night that nightjar played.

Started by ./nightjar interop, which writes site.json and holds our standard input: its end is ours.
"""

import argparse
import importlib
import os
import sys
import threading
import warnings

from suite.site import Site
from suite.table import Table

CHECKS = ["announce", "alerts", "apdb", "butler", "images", "wcs", "registry"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--site", required=True)
    arguments.add_argument("--json")
    arguments.add_argument("--only", nargs="+", choices=CHECKS, default=CHECKS)
    wish = arguments.parse_args()
    threading.Thread(target=die_with_parent, daemon=True).start()
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    site = Site.read(wish.site)
    table = Table(site.missing())
    for name in CHECKS:
        if name in wish.only:
            check = importlib.import_module(f"suite.{name}")
            check.run(site, table)
    table.end()
    if wish.json:
        table.write(wish.json)
    return 1 if table.failed() else 0


def die_with_parent():
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Clients' threads need not be waited for.
    os._exit(code)
