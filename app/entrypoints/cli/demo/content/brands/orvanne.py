"""Maison Orvanne, Paris: a small wardrobe for women. Invented."""

from app.entrypoints.cli.demo.content.recipes import (
    CLOTHES,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
    SceneRecipe,
)
from app.entrypoints.cli.demo.content.registers import french_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bottoms import draw_scarf, draw_skirt, draw_trousers
from app.entrypoints.cli.demo.drawing.coats import OVERCOAT, draw_coat
from app.entrypoints.cli.demo.drawing.dresses import draw_dress
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.hats_belts import draw_beret
from app.entrypoints.cli.demo.drawing.knits import draw_knit
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene, rail_scene
from app.entrypoints.cli.demo.drawing.shots import detail_shot, sunlit_shot
from app.entrypoints.cli.demo.drawing.stage import COVER, PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.tops import draw_shirt

W = Words
MOOD = Mood("#cb7f60", "#b98a6c", "#5a2a22", "#e0b089", "#f0e4d4", leaf="#6f7650")
PALE = Mood("#eadccb", "#dbc6ae", "#5a2a22", "#e0b089", "#f3e9dc", leaf="#6f7650")
SIREN, VAT = french_numbers(1107)

BRAND = BrandRecipe(
    key="maison-orvanne",
    name="Maison Orvanne",
    tagline=W("Le vestiaire court, porté longtemps.", "A short wardrobe, worn for years."),
    story=W(
        "Vingt-quatre pièces par an, pas une de plus. Orvanne dessine à Paris, coupe dans le Berry et reprend ses modèles "
        "d'une saison à l'autre, un bouton ou une pince à la fois. On répare ce qu'on a vendu, même il y a dix ans.",
        "Twenty-four pieces a year and not one more. Orvanne draws in Paris, cuts in the Berry, and carries its patterns from "
        "one season to the next, changing a dart here and a button there. Whatever we sold you, we will mend, ten years on.",
    ),
    sector="fashion",
    accent="#a8502f",
    country="FR",
    city="Paris",
    seller=DemoSeller(
        "Maison Orvanne SAS",
        "12 rue des Hirondelles-Bleues",
        "75011",
        "Paris",
        "FR",
        "atelier@maison-orvanne.example",
        "+33 1 99 00 11 07",
        "RCS Paris",
        SIREN,
        VAT,
    ),
    mark="arc",
    mood=MOOD,
    seal=("#5a2a22", "#f0e4d4"),
    delivery=(2, 3),
    cover=SceneRecipe(
        W(
            "Un trench, une chemise blanche, une robe à motifs et une jupe plissée suspendus devant un mur terre cuite",
            "A trench, a white shirt, a printed dress and a pleated skirt hung against a terracotta wall",
        ),
        ("trench-augustine", "chemise-lise", "robe-ombrelle", "jupe-pliee"),
        lambda mood, items, seed: cover_scene(mood, items, seed, COVER, hung=True),
    ),
    products=(
        ProductRecipe(
            "trench-augustine",
            W("Trench Augustine", "Augustine trench"),
            W(
                "Gabardine de coton serrée, doublure à carreaux, ceinture à boucle de corne. Coupé ample pour passer sur un gros pull.",
                "Tightly woven cotton gabardine, checked lining, horn-buckled belt. Cut full enough for a thick jumper underneath.",
            ),
            "fashion/coats",
            34900,
            lambda pen: draw_coat(pen, Cloth("#c9a97c", "twill", trim="#4a3424")),
            "sunlit",
            W("Trench beige ceinturé sur un cintre en bois", "Belted beige trench on a wooden hanger"),
            CLOTHES,
            anchor="chest",
            stock="mixed",
        ),
        ProductRecipe(
            "chemise-lise",
            W("Chemise Lise", "Lise shirt"),
            W(
                "Popeline blanche lavée, col souple, boutons de nacre. Elle se repasse à peine.",
                "Washed white poplin, soft collar, mother-of-pearl buttons. It barely needs an iron.",
            ),
            "fashion/shirts",
            11500,
            lambda pen: draw_shirt(pen, Cloth("#f5f0e6", "plain", trim="#efe4d2")),
            "hung",
            W("Chemise blanche à poche poitrine", "White shirt with a chest pocket"),
            CLOTHES,
            was=13500,
            cut_days=3,
        ),
        ProductRecipe(
            "robe-ombrelle",
            W("Robe Ombrelle", "Ombrelle dress"),
            W(
                "Crêpe de viscose imprimé, taille froncée, jupe qui tourne. Deux vraies poches.",
                "Printed viscose crepe, gathered waist, a skirt that turns when you do. Two real pockets.",
            ),
            "fashion/dresses",
            18900,
            lambda pen: draw_dress(pen, Cloth("#3f4a3c"), print_colour="#e9d9b8"),
            "sunlit",
            W(
                "Robe verte à petits motifs crème, manches courtes",
                "Green dress with a small cream print and short sleeves",
            ),
            CLOTHES,
        ),
        ProductRecipe(
            "manteau-camille",
            W("Manteau Camille", "Camille overcoat"),
            W(
                "Drap de laine recyclée de Prato, double boutonnage, tombé droit jusqu'au genou.",
                "Recycled Prato wool, double-breasted, falling straight to the knee.",
            ),
            "fashion/coats",
            42000,
            lambda pen: draw_coat(pen, Cloth("#7b4a3a", "twill", trim="#3a211a"), OVERCOAT, False, 3),
            "hung",
            W("Manteau croisé en laine brun rouge", "Double-breasted overcoat in russet wool"),
            CLOTHES,
            anchor="chest",
            was=48000,
            older=49500,
            cut_days=5,
            stock="low",
            mood=PALE,
        ),
        ProductRecipe(
            "jupe-pliee",
            W("Jupe Pliée", "Folded skirt"),
            W(
                "Plis plats surpiqués jusqu'aux hanches, puis libres. Lainage léger, doublée.",
                "Flat pleats, stitched to the hip and free below. Light wool, lined.",
            ),
            "fashion/skirts",
            14500,
            lambda pen: draw_skirt(pen, Cloth("#6b2f2c", "twill")),
            "hung",
            W("Jupe plissée bordeaux", "Burgundy pleated skirt"),
            CLOTHES,
            mood=PALE,
        ),
        ProductRecipe(
            "pull-madeleine",
            W("Pull Madeleine", "Madeleine jumper"),
            W(
                "Mérinos français, col rond, côtes hautes. Tricoté d'une pièce, sans couture d'épaule.",
                "French merino, round neck, deep ribs. Knitted in one piece, with no shoulder seam.",
            ),
            "fashion/knitwear",
            12900,
            lambda pen: draw_knit(pen, Cloth("#d9b48a", "knit")),
            "wall",
            W("Pull camel à col rond", "Camel crew-neck jumper"),
            CLOTHES,
            colours=(W("Camel", "Camel"), W("Encre", "Ink")),
            mood=PALE,
        ),
        ProductRecipe(
            "pantalon-nour",
            W("Pantalon Nour", "Nour trousers"),
            W(
                "Taille haute, jambe large, pli marqué. Laine froide qui ne craint pas la valise.",
                "High waist, wide leg, pressed crease. A cool wool that survives a suitcase.",
            ),
            "fashion/trousers",
            15900,
            lambda pen: draw_trousers(pen, Cloth("#4a3b34", "twill", trim="#2a1f1a"), 1.35),
            "hung",
            W("Pantalon large brun à pinces", "Wide brown trousers with a crease"),
            CLOTHES,
            stock="out",
            mood=PALE,
        ),
        ProductRecipe(
            "carre-berry",
            W("Écharpe Berry", "Berry scarf"),
            W(
                "Laine peignée à grands carreaux, franges roulées à la main.",
                "Combed wool in a wide check, fringes rolled by hand.",
            ),
            "fashion/accessories",
            7900,
            lambda pen: draw_scarf(pen, Cloth("#c7a26a", "twill", stripe="#7a2f2a")),
            "wall",
            W("Écharpe à carreaux ocre et bordeaux", "Scarf in an ochre and burgundy check"),
            mood=PALE,
        ),
        ProductRecipe(
            "beret-colette",
            W("Béret Colette", "Colette beret"),
            W(
                "Feutre de laine foulé à Oloron, lisière en cuir. Un seul rouge, le bon.",
                "Wool felt milled in Oloron, leather sweatband. One red only, the right one.",
            ),
            "fashion/accessories",
            5900,
            lambda pen: draw_beret(pen, Cloth("#a23a32", trim="#2a1c18")),
            "wall",
            W("Béret de feutre rouge", "Red felt beret"),
            stock="low",
            mood=PALE,
        ),
    ),
    scenes={
        "portant": SceneRecipe(
            W(
                "Trois pièces sur un portant : trench, chemise blanche et robe à motifs, dans la lumière d'une fenêtre",
                "Three pieces on a rail, a trench, a white shirt and a printed dress, in window light",
            ),
            ("trench-augustine", "chemise-lise", "robe-ombrelle"),
            rail_scene,
            {"trench-augustine": "chest"},
        ),
        "ceinture": SceneRecipe(
            W("Gros plan sur la ceinture et la boucle du trench", "Close-up of the trench's belt and buckle"),
            ("trench-augustine",),
            lambda mood, items, seed: detail_shot(mood, items[0], seed, PORTRAIT, "belt", 2.3),
        ),
        "a-plat": SceneRecipe(
            W(
                "Pull camel, jupe bordeaux et béret rouge posés sur du lin",
                "Camel jumper, burgundy skirt and red beret laid on linen",
            ),
            ("pull-madeleine", "jupe-pliee", "beret-colette"),
            lambda mood, items, seed: flat_lay(PALE, items, seed, mark="arc"),
            {"jupe-pliee": "hem"},
        ),
        "manteau": SceneRecipe(
            W(
                "Le manteau Camille seul sur un mur clair, au soleil",
                "The Camille overcoat alone on a pale wall, in the sun",
            ),
            ("manteau-camille",),
            lambda mood, items, seed: sunlit_shot(PALE, items[0], seed, PORTRAIT),
            {"manteau-camille": "chest"},
        ),
        "duo": SceneRecipe(
            W(
                "Un manteau brun et un pantalon large sur un portant",
                "A russet overcoat and wide trousers on a rail",
            ),
            ("manteau-camille", "pantalon-nour"),
            lambda mood, items, seed: rail_scene(PALE, items, seed),
            {"manteau-camille": "chest"},
        ),
    },
    posts=(
        PostRecipe(
            "portant-de-saison",
            9,
            W(
                "Trois pièces, douze tenues. On a fait le calcul avec Lise, qui refuse de porter autre chose depuis mars.\n\nLe trench Augustine passe sur la robe, la chemise passe sous tout.",
                "Three pieces, twelve outfits. We did the sums with Lise, who has refused to wear anything else since March.\n\nThe Augustine trench goes over the dress; the shirt goes under everything.",
            ),
            ("portant", "ceinture", "=robe-ombrelle"),
        ),
        PostRecipe(
            "chemise-lise-prix",
            71,
            W(
                "La chemise Lise change de popeline l'an prochain. En attendant, celle-ci est à prix doux jusqu'à dimanche soir.",
                "The Lise shirt moves to a new poplin next year. Until Sunday night, this one is a little gentler on the purse.",
            ),
            ("=chemise-lise",),
            promotion=True,
        ),
        PostRecipe(
            "manteau-camille-prix",
            119,
            W(
                "Dernières tailles du manteau Camille. Le drap vient de Prato, où l'on effiloche les vieux lainages depuis cent cinquante ans.",
                "Last sizes of the Camille overcoat. Its cloth comes from Prato, where old woollens have been carded into new ones for a century and a half.",
            ),
            ("manteau", "duo"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "sur-le-lin", 190, W("Samedi matin, rien de prévu.", "Saturday morning, no plans."), ("a-plat",)
        ),
        PostRecipe(
            "augustine-deux-ans",
            303,
            W(
                "Deux ans de gabardine. On a défait les coutures du prototype d'Augustine pour regarder : rien n'a bougé, sauf la couleur de la ceinture, plus belle.",
                "Two years of gabardine. We unpicked the first Augustine to have a look: nothing has moved except the colour of the belt, which is better.",
            ),
            ("ceinture", "=trench-augustine"),
        ),
        PostRecipe(
            "beret-oloron",
            410,
            W(
                "À Oloron, on foule encore le feutre à l'eau du gave. Colette n'a qu'une couleur et ça lui suffit.",
                "In Oloron they still mill felt with water from the river. Colette comes in one colour, which is plenty.",
            ),
            ("=beret-colette", "a-plat"),
        ),
    ),
)
