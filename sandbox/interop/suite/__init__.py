# SPDX-License-Identifier: Apache-2.0
"""One module for each neighbour; table and site are what they share."""
