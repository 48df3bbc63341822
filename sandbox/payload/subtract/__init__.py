# SPDX-License-Identifier: Apache-2.0
"""Difference imaging of modest quality, small enough to be read as an example of a payload."""
