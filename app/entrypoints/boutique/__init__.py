"""The stand-in for a brand's own shop, in demo copies only: where a purchase link lands, and what it brought along."""
