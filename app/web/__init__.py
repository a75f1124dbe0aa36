"""What the HTTP doors share: identity, policies, headers, problems, locale, throttling."""
