# SPDX-License-Identifier: Apache-2.0
"""The table of what was checked: a row for each package and direction."""

import json
import sys
import traceback
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata

READS = "reads ours"
WRITES = "writes for us"
WIDTHS = (18, 13, 13, 7)
MOST_DETAIL = 240


class Wrong(Exception):
    """What a neighbour's client makes of our words is not what we meant."""


class Absent(Exception):
    """What the check needs is not there; its text says what."""


@dataclass
class Row:
    package: str
    version: str
    direction: str
    records: int
    result: str
    detail: str


class Seen:
    """What a check counts and says while it goes on."""

    def __init__(self):
        self.records = 0
        self.detail = ""


class Table:
    def __init__(self, missing):
        self.missing = missing
        self.rows = []
        print("  " + _line(["package", "version", "direction", "records"], "result"), flush=True)

    @contextmanager
    def row(self, package, direction):
        """A row; how the block ends is the row's result."""
        seen = Seen()
        result = "ok"
        try:
            if package in self.missing:
                raise Absent(self.missing[package])
            yield seen
        except (Absent, ModuleNotFoundError) as e:
            result, seen.detail = "skipped", str(e)
        except Wrong as e:
            result, seen.detail = "FAILED", str(e)
        except Exception as e:
            traceback.print_exc(file=sys.stderr)
            result, seen.detail = "FAILED", f"{type(e).__name__}: {e}"
        detail = " ".join(seen.detail.split())[:MOST_DETAIL]
        self._add(Row(package, version(package), direction, seen.records, result, detail))

    def _add(self, row):
        self.rows.append(row)
        cells = [row.package, row.version, row.direction, str(row.records)]
        print("  " + _line(cells, f"{row.result}  {row.detail}"), flush=True)

    def failed(self):
        return any(row.result == "FAILED" for row in self.rows)

    def end(self):
        counts = {name: 0 for name in ("ok", "FAILED", "skipped")}
        for row in self.rows:
            counts[row.result] += 1
        print("  " + ", ".join(f"{n} {name}" for name, n in counts.items()), flush=True)

    def write(self, file):
        rows = [asdict(row) | {"result": row.result.lower()} for row in self.rows]
        with open(file, "w", encoding="utf-8") as out:
            json.dump({"rows": rows}, out, indent=1)
            out.write("\n")


def version(package):
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "-"


def require(holds, what):
    """Says what is wrong unless it holds."""
    if not holds:
        raise Wrong(what)


def same(what, ours, theirs):
    require(ours == theirs, f"{what}: nightjar says {ours}, they say {theirs}")


def _line(cells, last):
    return " ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS)) + " " + last
