"""Salvane, Grasse: perfume and colour. Invented."""

from app.entrypoints.cli.demo.content.recipes import BrandRecipe, PostRecipe, ProductRecipe, SceneRecipe
from app.entrypoints.cli.demo.content.registers import french_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bottles import draw_perfume
from app.entrypoints.cli.demo.drawing.flat_lays import tray_scene
from app.entrypoints.cli.demo.drawing.jars import draw_jar, draw_lipstick, draw_soap
from app.entrypoints.cli.demo.drawing.packs import Pack
from app.entrypoints.cli.demo.drawing.rooms import cover_scene
from app.entrypoints.cli.demo.drawing.stage import Mood
from app.entrypoints.cli.demo.drawing.still_lifes import niche_scene, sill_scene, still_life

W = Words
MOOD = Mood("#e6bba4", "#d9a98e", "#7a2f2a", "#c9704c", "#f3e5d6", leaf="#77805c")
NIGHT = Mood("#7c4a4a", "#8f5d55", "#3a1c20", "#b9735c", "#ead8c8", leaf="#8a8a62")
SIREN, VAT = french_numbers(617)


def _flacon(content: str, cap: str, glass: str = "#e9dccb") -> Pack:
    return Pack(glass=glass, content=content, cap=cap, label="#f6eee1", ink="#5a2a22", mark="sun")


def _stick(content: str) -> Pack:
    return Pack(glass="#2a2522", content=content, cap="#5a2327", label="#f6eee1", ink="#d9b878", mark="sun")


BRAND = BrandRecipe(
    key="salvane",
    name="Salvane",
    tagline=W("Parfums et fards, à l'heure dorée.", "Scent and colour, at the golden hour."),
    story=W(
        "Salvane est née au-dessus d'une serre de Grasse, un soir de récolte de tubéreuse. Nous composons des parfums courts, "
        "huit matières au plus, et des rouges qui leur répondent. Tout se recharge : le flacon est fait pour rester.",
        "Salvane began above a greenhouse in Grasse on the evening of a tuberose harvest. We write short perfumes, eight materials at most, "
        "and lip colours to answer them. Everything refills. The bottle is meant to stay.",
    ),
    sector="beauty",
    accent="#a8452f",
    country="FR",
    city="Grasse",
    seller=DemoSeller(
        "Salvane Parfums SAS",
        "8 traverse de la Tubéreuse-Tardive",
        "06130",
        "Grasse",
        "FR",
        "serre@salvane.example",
        "+33 4 65 71 06 17",
        "RCS Grasse",
        SIREN,
        VAT,
    ),
    mark="sun",
    mood=MOOD,
    seal=("#a8452f", "#f6e6d2"),
    delivery=(1, 3),
    cover=SceneRecipe(
        W(
            "Deux flacons de parfum, un rouge à lèvres et un baume devant des arches abricot",
            "Two perfume bottles, a lipstick and a balm before apricot arches",
        ),
        ("eau-de-seize-heures", "fleur-de-garrigue", "rouge-grenade", "baume-du-soir"),
        cover_scene,
    ),
    products=(
        ProductRecipe(
            "eau-de-seize-heures",
            W("Eau de seize heures", "Four o'clock water"),
            W(
                "Néroli, feuille de figuier, bois chaud. L'odeur d'une terrasse après la sieste.",
                "Neroli, fig leaf, warm wood. A terrace just after the siesta.",
            ),
            "beauty/perfume",
            9800,
            lambda pen: draw_perfume(pen, _flacon("#e3a857", "#2a2522")),
            "arch",
            W("Flacon carré au jus ambré", "Square bottle of amber perfume"),
            volume=(50, "ml"),
            anchor="cap",
        ),
        ProductRecipe(
            "fleur-de-garrigue",
            W("Fleur de garrigue", "Garrigue blossom"),
            W(
                "Ciste, sauge, une pointe de sel. Sec, solaire, sans sucre.",
                "Rockrose, sage, a pinch of salt. Dry, sunny, not sweet.",
            ),
            "beauty/perfume",
            9800,
            lambda pen: draw_perfume(pen, _flacon("#9fb08a", "#b08d57", "#dfe6e2"), round_=True),
            "arch",
            W("Flacon rond au jus vert pâle", "Round bottle of pale green perfume"),
            volume=(50, "ml"),
            anchor="cap",
            was=11500,
            cut_days=2.5,
        ),
        ProductRecipe(
            "tubereuse-nue",
            W("Tubéreuse nue", "Bare tuberose"),
            W(
                "Absolue de tubéreuse de Grasse, santal, rien d'autre ou presque.",
                "Grasse tuberose absolute, sandalwood, and next to nothing else.",
            ),
            "beauty/perfume",
            14500,
            lambda pen: draw_perfume(pen, _flacon("#c98a7a", "#2b2a2c", "#e6dfe0"), tall=True),
            "arch",
            W("Haut flacon au jus rosé", "Tall bottle of blush perfume"),
            volume=(75, "ml"),
            anchor="cap",
            stock="low",
        ),
        ProductRecipe(
            "nuit-de-figue",
            W("Nuit de figue", "Fig night"),
            W(
                "Figue noire, encens, cuir doux. Pour l'hiver et les manteaux des autres.",
                "Black fig, incense, soft leather. For winter, and other people's coats.",
            ),
            "beauty/perfume",
            12500,
            lambda pen: draw_perfume(pen, _flacon("#6b3a4a", "#3a2226", "#d9ccd0")),
            "arch",
            W("Flacon carré au jus prune", "Square bottle of plum perfume"),
            volume=(50, "ml"),
            anchor="cap",
            mood=NIGHT,
        ),
        ProductRecipe(
            "rouge-grenade",
            W("Rouge Grenade", "Grenade lipstick"),
            W(
                "Rouge franc, satiné, à la cire de riz. Étui à recharger.",
                "A straight red with a satin finish, made with rice wax. Refillable case.",
            ),
            "beauty/lipstick",
            3200,
            lambda pen: draw_lipstick(pen, _stick("#b3262e")),
            "arch",
            W("Rouge à lèvres rouge vif, étui bordeaux", "Bright red lipstick in a burgundy case"),
            volume=(3, "g"),
            anchor="stick",
        ),
        ProductRecipe(
            "rouge-terre",
            W("Rouge Terre de Sienne", "Sienna lipstick"),
            W(
                "Brun rosé mat, celui qui va à tout le monde le lundi.",
                "Matte rosy brown, the one that suits everybody on a Monday.",
            ),
            "beauty/lipstick",
            3200,
            lambda pen: draw_lipstick(pen, _stick("#a65a44")),
            "arch",
            W("Rouge à lèvres brun rosé", "Rosy brown lipstick"),
            volume=(3, "g"),
            anchor="stick",
            was=3800,
            cut_days=6,
            mood=NIGHT,
        ),
        ProductRecipe(
            "baume-du-soir",
            W("Baume du soir", "Evening balm"),
            W(
                "Beurre de mangue et fleur d'oranger, pour le visage, les mains et les retards.",
                "Mango butter and orange blossom, for face, hands and being late.",
            ),
            "beauty/skincare",
            4200,
            lambda pen: draw_jar(pen, Pack("#c9704c", "#fbf0e0", "#b08d57", "#f6eee1", "#f6eee1", "sun")),
            "standing",
            W("Pot de baume terre cuite à couvercle doré", "Terracotta balm jar with a gold lid"),
            volume=(50, "ml"),
        ),
        ProductRecipe(
            "savon-fleur",
            W("Savon d'oranger", "Orange blossom soap"),
            W(
                "Surgras, moulé à froid, parfumé à l'eau de fleur d'oranger de la serre.",
                "Cold-moulded, superfatted, scented with orange-flower water from our greenhouse.",
            ),
            "beauty/soap",
            1400,
            lambda pen: draw_soap(
                pen, Pack("#f6eee1", "#e9c9a2", "#b08d57", "#a8452f", "#f6eee1", "sun"), True
            ),
            "standing",
            W("Savon clair sous bandeau terre cuite", "Pale soap in a terracotta paper band"),
            volume=(100, "g"),
            abroad=False,
        ),
    ),
    scenes={
        "heure-doree": SceneRecipe(
            W(
                "Flacon ambré et rouge à lèvres sur des socles abricot, deux oranges au sol",
                "Amber bottle and lipstick on apricot plinths, two oranges on the floor",
            ),
            ("eau-de-seize-heures", "rouge-grenade"),
            lambda mood, items, seed: still_life(mood, items, seed, fruit="#e08a3a"),
            {"eau-de-seize-heures": "cap", "rouge-grenade": "stick"},
        ),
        "fenetre": SceneRecipe(
            W(
                "Deux flacons sur un appui de fenêtre, la mer derrière",
                "Two bottles on a window sill with the sea behind",
            ),
            ("fleur-de-garrigue", "eau-de-seize-heures"),
            lambda mood, items, seed: sill_scene(mood, items, seed, fruit="#e0a53a"),
            {"fleur-de-garrigue": "cap", "eau-de-seize-heures": "cap"},
        ),
        "nuit": SceneRecipe(
            W(
                "Flacon prune et rouge brun dans une pénombre bordeaux",
                "Plum bottle and brown lipstick in burgundy half-light",
            ),
            ("nuit-de-figue", "rouge-terre"),
            lambda mood, items, seed: still_life(NIGHT, items, seed),
            {"nuit-de-figue": "cap", "rouge-terre": "stick"},
        ),
        "plateau": SceneRecipe(
            W(
                "Baume, rouge et savon sur un plateau rond, agrumes coupés",
                "Balm, lipstick and soap on a round tray with cut citrus",
            ),
            ("baume-du-soir", "rouge-grenade", "savon-fleur"),
            tray_scene,
            {"rouge-grenade": "stick"},
        ),
        "niche": SceneRecipe(
            W(
                "Le haut flacon de tubéreuse dans une niche, un vase à côté",
                "The tall tuberose bottle in a niche beside a vase",
            ),
            ("tubereuse-nue",),
            lambda mood, items, seed: niche_scene(mood, items[0], seed, leaf="eucalyptus"),
            {"tubereuse-nue": "cap"},
        ),
    },
    posts=(
        PostRecipe(
            "garrigue-prix",
            58,
            W(
                "La garrigue sent le plus fort quand on n'y est plus. Fleur de garrigue à prix léger cette semaine, pour tenir jusqu'aux vacances.",
                "The garrigue smells strongest once you have left it. Garrigue blossom is a little lighter in price this week, to tide you over until the holidays.",
            ),
            ("fenetre", "=fleur-de-garrigue"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "seize-heures",
            14,
            W(
                "16 h, les volets à moitié, quelqu'un épluche une orange dans la pièce d'à côté. C'est tout le brief que nous avions.",
                "Four in the afternoon, shutters half closed, someone peeling an orange in the next room. That was the whole brief.",
            ),
            ("heure-doree",),
        ),
        PostRecipe(
            "terre-de-sienne-prix",
            143,
            W("Le rouge du lundi, à un prix de lundi.", "Monday's lipstick, at a Monday price."),
            ("=rouge-terre", "nuit"),
            promotion=True,
        ),
        PostRecipe(
            "nuit-de-figue",
            205,
            W(
                "Nous avons passé un hiver à chercher l'odeur d'un vestiaire de théâtre. La figue est venue d'un accident de labo, merci Inès.",
                "We spent a winter looking for the smell of a theatre cloakroom. The fig was a lab accident. Thank you, Inès.",
            ),
            ("nuit", "=nuit-de-figue"),
        ),
        PostRecipe(
            "plateau-du-matin",
            289,
            W(
                "Le plateau de la salle de bains, un dimanche où personne ne vous attend.",
                "The bathroom tray, on a Sunday when nobody is waiting for you.",
            ),
            ("plateau",),
        ),
        PostRecipe(
            "recolte",
            431,
            W(
                "La tubéreuse se cueille avant le lever du jour, fleur par fleur. 1 200 kg pour un kilo d'absolue. On en met peu, mais pas moins.",
                "Tuberose is picked before dawn, flower by flower: 1,200 kg for one kilo of absolute. We use little of it, and no less.",
            ),
            ("niche", "=tubereuse-nue"),
        ),
    ),
)
