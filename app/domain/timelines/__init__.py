"""The home timeline: fan-out progress in SQL, the oracle query, and hydration."""
