"""The append-only price ledger and the prior price that a promotion may show."""
