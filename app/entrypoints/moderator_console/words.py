"""The desk's words for reasons, decisions and legal details. English here; French in translations/fr/moderation.po."""

REASONS = {
    "misleading_price": ("Misleading price", "A discount, a price or an offer that is not true."),
    "hidden_advertising": ("Hidden advertising", "Paid content that does not say so."),
    "counterfeit": ("Counterfeit or stolen", "Fake goods, or somebody else's pictures or brand."),
    "unsafe_product": ("Unsafe or forbidden product", "Recalled, dangerous, or not to be sold here."),
    "hateful_or_violent": ("Hateful or violent", "Attacks people, or shows violence or nudity."),
    "spam": ("Spam", "The same again, off topic, or misleading links."),
    "other": ("Other", "Say why in your own words."),
}
"""What each reason means: title and help, by the code that is stored."""

OTHER_REASONS = {"reversed": "Decision reversed", "verified": "Verified"}
"""Reasons that the product writes itself."""

ACTIONS = {
    "hide_post": "hid the post",
    "restore_post": "restored the post",
    "approve_brand": "approved the brand",
    "refuse_brand": "turned the brand down",
    "suspend_brand": "suspended the brand",
    "reinstate_brand": "reinstated the brand",
    "approve_domain": "approved a shop address",
}
STATUSES = {"pending": "Waiting", "approved": "Approved", "suspended": "Suspended", "closed": "Closed"}

LEGAL = (
    ("name", "Company", True),
    ("address", "Address", True),
    ("email", "E-mail", True),
    ("phone", "Phone", True),
    ("register", "Register number", False),
    ("vat", "VAT number", False),
    ("certified", "Sells only what is lawful", True),
)
"""The trader's details: key, label, and whether a marketplace must have it. Source: DSA art. 30."""
