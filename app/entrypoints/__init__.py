"""The doors, one package an audience. Each translates: parse, call one action or query, answer."""
