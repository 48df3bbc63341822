# SPDX-License-Identifier: Apache-2.0
"""The Butler writer's input as it parses it, in our own words: the shape on the wire, strictly.

Dimension records and dataset types are daf_butler's own models, as in the writer.
"""

from typing import Literal
from uuid import UUID

from lsst.daf.butler import SerializedDatasetType, SerializedDimensionRecord
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, model_validator


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Ref(Shape):
    dataset_type_name: StrictStr
    run: StrictStr
    data_id: dict[StrictStr, StrictInt | StrictStr]


class Dataset(Shape):
    refs: dict[UUID, Ref]
    path: StrictStr
    formatter: StrictStr | None

    @model_validator(mode="after")
    def one_run(self):
        if len({ref.run for ref in self.refs.values()}) != 1:
            raise ValueError("the refs of a file must share one run")
        return self


class Message(Shape):
    type: Literal["pp-output"]
    dimension_records: list[SerializedDimensionRecord]
    dataset_types: list[SerializedDatasetType] = []
    datasets: list[Dataset]
