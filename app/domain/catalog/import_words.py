"""The words of what the import itself has to say, beside those of the parsers; in English and in French."""

from app.domain.catalog.importing.messages import MESSAGES as PARSER_MESSAGES
from app.domain.catalog.importing.messages import describe_code

MESSAGES: dict[str, tuple[str, str]] = {
    "address_not_approved": (
        "“{value}” is not an approved address: its purchase button stays closed.",
        "« {value} » n’est pas une adresse approuvée : son bouton d’achat reste fermé.",
    ),
    "claim_not_known": (
        "The feed crosses out {value} ({market}). It is not shown: a crossed-out price must be the lowest of the 30 days before the reduction, and Vitrine has known this price only since {since}.",
        "Le flux barre {value} ({market}). Ce prix n’est pas affiché : un prix barré doit être le plus bas des 30 jours précédant la baisse, et Vitrine ne connaît ce prix que depuis le {since}.",
    ),
    "claim_not_lower": (
        "The feed crosses out {value} ({market}). It is not shown: the price is not below its lowest of the 30 days before the reduction.",
        "Le flux barre {value} ({market}). Ce prix n’est pas affiché : le prix actuel n’est pas inférieur au plus bas des 30 jours précédant la baisse.",
    ),
    "claim_not_reduced": (
        "The feed crosses out {value} ({market}). It is not shown: the price was not reduced in the last 30 days.",
        "Le flux barre {value} ({market}). Ce prix n’est pas affiché : aucune baisse n’a commencé ces 30 derniers jours.",
    ),
    "claim_replaced": (
        "The feed crosses out {value} ({market}). {shown} is crossed out instead: the lowest price of the 30 days before the reduction.",
        "Le flux barre {value} ({market}). C’est {shown} qui est barré : le prix le plus bas des 30 jours précédant la baisse.",
    ),
    "item_not_stored": (
        "“{item_ref}” could not be stored. The rest was imported.",
        "« {item_ref} » n’a pas pu être enregistré. Le reste a été importé.",
    ),
    "missing_from_feed": (
        "{count} products of your catalogue are not in this file; they were left as they are.",
        "{count} produits de votre catalogue ne figurent pas dans ce fichier ; ils n’ont pas été modifiés.",
    ),
    "unlisted_missing": (
        "{count} products of your catalogue are not in this file, so they are no longer shown.",
        "{count} produits de votre catalogue ne figurent pas dans ce fichier ; ils ne sont plus affichés.",
    ),
    "sold_out_missing": (
        "{count} products of your catalogue are not in this file, so they are sold out in its markets.",
        "{count} produits de votre catalogue ne figurent pas dans ce fichier ; ils sont épuisés dans ses marchés.",
    ),
    "pictures_not_fetched": (
        "{count} products of your catalogue show no picture: a feed names their pictures by address, and Vitrine does not fetch pictures from other addresses. It will not try later either.",
        "{count} produits de votre catalogue n’ont pas d’image : un flux indique leurs images par adresse, et Vitrine ne va pas chercher d’images à d’autres adresses. Elle n’essaiera pas non plus plus tard.",
    ),
    "full_but_incomplete": (
        "Not everything in this file could be read, so no product was taken out of the catalogue.",
        "Ce fichier n’a pas pu être lu en entier ; aucun produit n’a donc été retiré du catalogue.",
    ),
    "more_not_listed": (
        "{count} more remarks were counted and are not listed.",
        "{count} autres remarques ont été comptées sans être affichées.",
    ),
}


def describe_remark(code: str, words: dict[str, str], locale: str = "en") -> str:
    """The sentence of a stored remark. A code this version does not know is shown as it is."""
    if code in PARSER_MESSAGES or code not in MESSAGES:
        return describe_code(code, words, locale)
    return MESSAGES[code][locale.lower().startswith("fr")].format_map(words)
