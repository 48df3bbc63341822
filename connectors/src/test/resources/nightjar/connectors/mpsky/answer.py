# SPDX-License-Identifier: Apache-2.0
"""Writes answer.bin: what MPSky sends for return_elements=extended, by pyarrow, with made-up bodies.

Run with numpy and pyarrow (2.4.6 and 26.0.1 when the file beside this was made).
"""
import io
import sys

import numpy as np
import pyarrow as pa

TMIN, TMAX = 61364.0, 61365.0
DICE = np.random.default_rng(20261120)

observer = np.zeros((8, 3))
observer[0] = [0.52, 0.77, 0.33]
observer[1] = [-0.0150, 0.0080, 0.0035]
observer[2] = [-4e-5, -6e-5, -2e-5]
all_bodies = DICE.normal(scale=1e-6, size=(8, 3, 6))
all_bodies[0] = [[1.9], [1.4], [0.6]] + DICE.normal(scale=0.01, size=(3, 6))
all_bodies[1] = [[-0.006], [0.007], [0.002]] + DICE.normal(scale=1e-4, size=(3, 6))
# As MPSky selects: the strides of what is sent are then neither those of rows nor of columns.
bodies = all_bodies[:, :, np.array([1, 2, 5])]

text = lambda *values: pa.array(np.array(values))
columns = {
    "name": text("2003 YF26", "2026 WA1", "2011 HM102"),
    "ra": pa.array([36.1, 36.2, 36.3]),
    "dec": pa.array([14.1, 14.2, 14.3]),
    "tmin": pa.array(np.full(3, TMIN)),
    "tmax": pa.array(np.full(3, TMAX)),
    "designation": text("2003 YF26", "2026 WA1", "2011 HM102"),
    "id": pa.array([11, 12, 13]),
    "packed_primary_provisional_designation": text("K03Y26F", "K26W01A", "K11HA2M"),
    "unpacked_primary_provisional_designation": text("2003 YF26", "2026 WA1", "2011 HM102"),
    "mpc_orb_jsonb": pa.array(['{"a": 1}', None, "{}"], type=pa.large_string()),
    "created_at": pa.array([0, 1, 2], type=pa.timestamp("ns")),
    "orbit_type_int": pa.array(["11", None, "0"]),
    "u_param": pa.array([0.0, np.nan, 2.0]),
    "nopp": pa.array([7, None, 3], type=pa.int32()),
    "nobs_total": pa.array([31.0, 3e9, 1e300]),
    "a": pa.array([2.31, 2.62, None]),
    "q": pa.array([2.01, 2.02, 2.03]),
    "yarkovsky": pa.nulls(3),
    "h": pa.array([17.25, 19.5, 8.0], type=pa.float32()),
    "Vmag": pa.array([21.5, 20.25, np.nan]),
}

out = io.BytesIO()
stream = pa.output_stream(out)
pa.ipc.write_tensor(pa.Tensor.from_numpy(bodies), stream)
pa.ipc.write_tensor(pa.Tensor.from_numpy(observer), stream)
batch = pa.record_batch(list(columns.values()), names=list(columns))
with pa.ipc.new_stream(stream, batch.schema) as writer:
    writer.write_batch(batch)
stream.flush()
with open(sys.argv[1] if len(sys.argv) > 1 else "answer.bin", "wb") as file:
    file.write(out.getvalue())

values = lambda c: np.polynomial.chebyshev.chebval(0.4375, c)
topo = values(bodies) - values(observer)[:, None]
for x, y, z in topo.T:
    print(repr(float(np.degrees(np.arctan2(y, x)) % 360)), repr(float(np.degrees(np.arctan2(z, np.hypot(x, y))))))
