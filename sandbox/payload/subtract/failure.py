# SPDX-License-Identifier: Apache-2.0
"""How a request can fail; the causes are those of docs/payload.md."""


class Failed(Exception):
    """A request that ends with a cause and one line for a person."""

    def __init__(self, cause, detail):
        super().__init__(detail)
        self.cause = cause
        self.detail = " ".join(str(detail).split())
