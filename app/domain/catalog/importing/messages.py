"""The words of every diagnostic, in English and in French. Codes are stable: they are stored, and documented by these texts."""

from app.domain.catalog.importing.types import Diagnostic

MESSAGES: dict[str, tuple[str, str]] = {
    "feed_blank": ("The file is empty.", "Le fichier est vide."),
    "feed_empty": ("The file holds no item.", "Le fichier ne contient aucun article."),
    "feed_compressed": (
        "This is a {kind} file. Please send the feed itself, uncompressed, as XML or CSV.",
        "Ceci est un fichier {kind}. Envoyez le flux lui-même, non compressé, en XML ou en CSV.",
    ),
    "feed_is_html": (
        "This is a web page, not a feed. Check the address: the shop may ask for a log-in there.",
        "Ceci est une page web, pas un flux. Vérifiez l’adresse : la boutique y demande peut-être une connexion.",
    ),
    "feed_is_json": ("This is JSON. Please send XML or CSV.", "Ceci est du JSON. Envoyez du XML ou du CSV."),
    "feed_too_large": (
        "The file is larger than allowed; reading stopped at this line.",
        "Le fichier dépasse la taille permise ; la lecture s’arrête à cette ligne.",
    ),
    "too_many_items": (
        "The file holds more than {limit} items; the rest was not read.",
        "Le fichier contient plus de {limit} articles ; le reste n’a pas été lu.",
    ),
    "too_many_faults": (
        "Too much is wrong with this file; reading stopped at about this line.",
        "Ce fichier contient trop d’erreurs ; la lecture s’arrête vers cette ligne.",
    ),
    "more_of_the_same": (
        "{count} more diagnostics “{code}” are not listed.",
        "{count} autres diagnostics « {code} » ne sont pas affichés.",
    ),
    "columns_unknown": (
        "The first line is not the header of a Google, Meta or Shopify catalogue: “{header}”.",
        "La première ligne n’est pas l’en-tête d’un catalogue Google, Meta ou Shopify : « {header} ».",
    ),
    "column_missing": ("The column “{field}” is missing.", "La colonne « {field} » manque."),
    "column_repeated": (
        "The column “{field}” stands more than once; the first one that is filled is used.",
        "La colonne « {field} » figure plusieurs fois ; la première remplie est retenue.",
    ),
    "option_missing": (
        "This format needs the setting “{field}”, and “{value}” is not usable.",
        "Ce format exige le réglage « {field} », et « {value} » n’est pas utilisable.",
    ),
    "encoding_wrong": (
        "The file is not {declared} as it says (bytes {value}); such bytes were read as Western European text.",
        "Le fichier n’est pas en {declared} comme annoncé (octets {value}) ; ces octets ont été lus comme du texte occidental.",
    ),
    "encoding_refused": (
        "The encoding “{value}” is not supported; the file was read as {used}.",
        "L’encodage « {value} » n’est pas pris en charge ; le fichier a été lu en {used}.",
    ),
    "control_character": (
        "The file holds control characters ({value}); they were replaced.",
        "Le fichier contient des caractères de contrôle ({value}) ; ils ont été remplacés.",
    ),
    "doctype_refused": (
        "The file declares a document type (DOCTYPE), column {column}. Feeds need none, and it is refused for safety.",
        "Le fichier déclare un type de document (DOCTYPE), colonne {column}. Un flux n’en a pas besoin ; refusé par sécurité.",
    ),
    "bare_ampersand": (
        "A bare “&” at column {column} (“{value}”); it must be written “&amp;”. It was mended.",
        "Un « & » isolé, colonne {column} (« {value} ») ; il faut écrire « &amp; ». Corrigé.",
    ),
    "html_entity": (
        "“{value}”, column {column}: an HTML entity that XML does not know. It was mended.",
        "« {value} », colonne {column} : une entité HTML inconnue de XML. Corrigé.",
    ),
    "forbidden_reference": (
        "“{value}”, column {column}: a character XML forbids. It was replaced.",
        "« {value} », colonne {column} : un caractère interdit en XML. Remplacé.",
    ),
    "xml_tag_mismatch": (
        "A closing tag does not match the open one, column {column}. The item was dropped.",
        "Une balise fermante ne correspond pas à la balise ouverte, colonne {column}. Article écarté.",
    ),
    "xml_duplicate_attribute": (
        "An attribute stands twice in one tag, column {column}. The item was dropped.",
        "Un attribut figure deux fois dans une balise, colonne {column}. Article écarté.",
    ),
    "xml_cut_short": (
        "The document ends before it is complete, column {column} ({detail}).",
        "Le document s’arrête avant d’être complet, colonne {column} ({detail}).",
    ),
    "xml_malformed": (
        "Not well-formed XML at column {column} ({detail}). What could be read around it was kept.",
        "XML mal formé, colonne {column} ({detail}). Ce qui l’entoure a été gardé.",
    ),
    "xml_not_a_feed": (
        "The outermost element is “{value}”; an RSS or Atom feed was expected.",
        "L’élément racine est « {value} » ; un flux RSS ou Atom était attendu.",
    ),
    "namespace_missing": (
        "The prefix “{value}” is used but not declared (xmlns:{value}). It was understood all the same.",
        "Le préfixe « {value} » est utilisé sans être déclaré (xmlns:{value}). Il a été compris malgré tout.",
    ),
    "too_much_around_items": (
        "The file holds far too much that is no item; reading stopped.",
        "Le fichier contient beaucoup trop d’éléments hors articles ; lecture arrêtée.",
    ),
    "item_too_large": (
        "The item that begins here is too large.",
        "L’article qui commence ici est trop volumineux.",
    ),
    "item_too_deep": (
        "The item nests elements deeper than {limit} levels.",
        "L’article imbrique des éléments sur plus de {limit} niveaux.",
    ),
    "item_unclosed": (
        "The item that begins here is not closed before the next, on line {at_line}.",
        "L’article qui commence ici n’est pas fermé avant le suivant, ligne {at_line}.",
    ),
    "item_cut_short": (
        "The file ends inside the item that begins here.",
        "Le fichier s’arrête au milieu de l’article qui commence ici.",
    ),
    "item_empty": ("An empty item.", "Un article vide."),
    "item_end_alone": (
        "An item is closed that was never opened, column {column}.",
        "Un article est fermé sans avoir été ouvert, colonne {column}.",
    ),
    "quote_not_closed": (
        "A quotation mark opened on this line is not closed properly: “{value}”. The row was dropped.",
        "Un guillemet ouvert à cette ligne n’est pas correctement fermé : « {value} ». Ligne écartée.",
    ),
    "stray_quote": (
        "A quotation mark inside a quoted value is not doubled: “{value}”.",
        "Un guillemet à l’intérieur d’une valeur entre guillemets n’est pas doublé : « {value} ».",
    ),
    "lines_skipped": (
        "The lines from here to {last} belong to a broken row and were skipped.",
        "Les lignes d’ici à {last} appartiennent à une ligne abîmée et ont été sautées.",
    ),
    "row_too_large": (
        "This line is longer than {limit} characters.",
        "Cette ligne dépasse {limit} caractères.",
    ),
    "row_too_wide": (
        "The row has {values} values for {columns} columns. It was dropped.",
        "La ligne a {values} valeurs pour {columns} colonnes. Écartée.",
    ),
    "row_too_narrow": (
        "The row has {values} values for {columns} columns; the missing ones count as blank.",
        "La ligne a {values} valeurs pour {columns} colonnes ; les manquantes sont considérées comme vides.",
    ),
    "unknown_attribute": (
        "“{field}” is not known and not read.",
        "« {field} » n’est pas connu et n’est pas lu.",
    ),
    "attribute_missing": ("“{field}” is missing.", "« {field} » manque."),
    "text_cut": (
        "“{field}” is longer than {limit} characters and was cut.",
        "« {field} » dépasse {limit} caractères et a été coupé.",
    ),
    "id_too_long": (
        "The id is longer than {limit} characters: “{value}”.",
        "L’identifiant dépasse {limit} caractères : « {value} ».",
    ),
    "id_repeated": (
        "The id “{item_ref}” stands more than once; the first item is kept.",
        "L’identifiant « {item_ref} » figure plusieurs fois ; le premier article est gardé.",
    ),
    "price_invalid": (
        "“{value}” is not a price (write 15.00 EUR).",
        "« {value} » n’est pas un prix (écrivez 15.00 EUR).",
    ),
    "price_ambiguous": (
        "“{value}” can be read as two different prices. Write it with two decimals, such as 1234.00 EUR.",
        "« {value} » peut se lire comme deux prix différents. Écrivez-le avec deux décimales : 1234.00 EUR.",
    ),
    "price_currency_missing": (
        "The price “{value}” has no currency (write 15.00 EUR).",
        "Le prix « {value} » n’a pas de devise (écrivez 15.00 EUR).",
    ),
    "price_too_fine": (
        "“{value}” has more decimals than {currency} has.",
        "« {value} » a plus de décimales que {currency} n’en compte.",
    ),
    "price_too_large": ("“{value}” is too large for a price.", "« {value} » est trop grand pour un prix."),
    "currency_unknown": ("“{currency}” is not a currency.", "« {currency} » n’est pas une devise."),
    "sale_price_not_lower": (
        "The sale price “{value}” is not below the price; it was left out.",
        "Le prix promotionnel « {value} » n’est pas inférieur au prix ; il a été ignoré.",
    ),
    "availability_unknown": (
        "“{value}” is not an availability (in_stock, out_of_stock, preorder, backorder).",
        "« {value} » n’est pas une disponibilité (in_stock, out_of_stock, preorder, backorder).",
    ),
    "availability_date_missing": (
        "A product on pre-order or back order needs “availability_date”.",
        "Un produit en précommande ou en réapprovisionnement exige « availability_date ».",
    ),
    "date_invalid": (
        "“{field}”: “{value}” is not a date (write 2026-01-31T12:00+01:00).",
        "« {field} » : « {value} » n’est pas une date (écrivez 2026-01-31T12:00+01:00).",
    ),
    "date_range_invalid": (
        "“{field}”: “{value}” is not a period (write start/end).",
        "« {field} » : « {value} » n’est pas une période (écrivez début/fin).",
    ),
    "url_invalid": (
        "“{field}”: “{value}” is not a complete http or https address.",
        "« {field} » : « {value} » n’est pas une adresse http ou https complète.",
    ),
    "url_too_long": (
        "“{field}”: the address is longer than {limit} characters.",
        "« {field} » : l’adresse dépasse {limit} caractères.",
    ),
    "too_many_images": (
        "More than {limit} further images; the rest was left out.",
        "Plus de {limit} images supplémentaires ; les autres ont été ignorées.",
    ),
    "gtin_invalid": (
        "“{value}” is not a GTIN (8, 12, 13 or 14 digits, the last of them a check digit).",
        "« {value} » n’est pas un GTIN (8, 12, 13 ou 14 chiffres, le dernier étant une clé de contrôle).",
    ),
    "condition_unknown": (
        "“{value}” is not a condition (new, refurbished, used); taken as new.",
        "« {value} » n’est pas un état (new, refurbished, used) ; considéré comme neuf.",
    ),
    "measure_invalid": (
        "“{field}”: “{value}” is not an amount with a unit (write 750 ml).",
        "« {field} » : « {value} » n’est pas une quantité avec unité (écrivez 750 ml).",
    ),
    "shipping_invalid": (
        "“{value}” is not a delivery option (write FR::Standard:4.90 EUR).",
        "« {value} » n’est pas une option de livraison (écrivez FR::Standard:4.90 EUR).",
    ),
    "country_invalid": (
        "“{value}”: a country is written with two letters, such as FR.",
        "« {value} » : un pays s’écrit avec deux lettres, comme FR.",
    ),
    "days_invalid": (
        "“{field}”: a number of days is not a whole number up to 365.",
        "« {field} » : un nombre de jours n’est pas un entier jusqu’à 365.",
    ),
    "handle_missing": ("The row has no handle.", "La ligne n’a pas d’identifiant (Handle)."),
    "handle_too_long": (
        "The handle is too long: “{value}”.",
        "L’identifiant (Handle) est trop long : « {value} ».",
    ),
    "handle_apart": (
        "The rows of “{item_ref}” must stand together; this one, further down, was not read.",
        "Les lignes de « {item_ref} » doivent se suivre ; celle-ci, plus bas, n’a pas été lue.",
    ),
    "too_many_rows": (
        "“{item_ref}” has more than {limit} rows; the rest was not read.",
        "« {item_ref} » a plus de {limit} lignes ; le reste n’a pas été lu.",
    ),
    "no_variants": (
        "“{item_ref}” has no variant with a price.",
        "« {item_ref} » n’a aucune variante avec un prix.",
    ),
    "variant_repeated": (
        "The variant “{value}” of “{item_ref}” stands more than once; the first is kept.",
        "La variante « {value} » de « {item_ref} » figure plusieurs fois ; la première est gardée.",
    ),
    "sku_repeated": (
        "The SKU “{value}” stands for several variants of “{item_ref}”; the option values tell them apart.",
        "La référence « {value} » désigne plusieurs variantes de « {item_ref} » ; les options les distinguent.",
    ),
    "status_unknown": (
        "“{value}” is not a status (active, draft, archived); taken as a draft.",
        "« {value} » n’est pas un statut (active, draft, archived) ; considéré comme brouillon.",
    ),
    "quantity_invalid": (
        "“{value}” is not a stock quantity; taken as sold out.",
        "« {value} » n’est pas une quantité en stock ; considéré comme épuisé.",
    ),
    "market_unknown": (
        "The market “{value}” is not set up, so its prices were left out: say its countries and currency.",
        "Le marché « {value} » n’est pas configuré ; ses prix ont été ignorés : précisez ses pays et sa devise.",
    ),
}


def describe(diagnostic: Diagnostic, locale: str = "en") -> str:
    """The diagnostic as a sentence, in French for any French locale and else in English."""
    return describe_code(diagnostic.code, words_of(diagnostic), locale)


def words_of(diagnostic: Diagnostic) -> dict[str, str]:
    """Everything a message may name: what to store beside the code, to show it later in either language."""
    own = {"item_ref": diagnostic.item_ref, "field": diagnostic.field, "value": diagnostic.value}
    return own | dict(diagnostic.params)


def describe_code(code: str, words: dict[str, str], locale: str = "en") -> str:
    """The sentence of a stored code and its words. A code this version does not know is shown as it is."""
    template = MESSAGES.get(code, (code, code))[locale.lower().startswith("fr")]
    return template.format_map(_Words(words))


class _Words(dict[str, str]):
    """Words for a template; a missing one shows as an ellipsis rather than failing."""

    def __missing__(self, name: str) -> str:
        return "…"
