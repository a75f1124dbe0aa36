"""Who people prove to be: the identity library's settings, sessions, mails, second factor and limits."""
