"""Why a moderator takes something down: the reasons by the code that is stored, each with its name in English."""

REASON_TITLES = {
    "misleading_price": "Misleading price",
    "hidden_advertising": "Hidden advertising",
    "counterfeit": "Counterfeit or stolen",
    "unsafe_product": "Unsafe or forbidden product",
    "hateful_or_violent": "Hateful or violent",
    "spam": "Spam",
    "other": "Other",
}
