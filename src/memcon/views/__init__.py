"""Views of a ledger: timeline, contacts, positions as plain data, without a screen."""
