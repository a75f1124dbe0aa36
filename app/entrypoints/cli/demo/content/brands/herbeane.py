"""Herbéane, Die: skin care from mountain herbs. Invented."""

from app.entrypoints.cli.demo.content.recipes import BrandRecipe, PostRecipe, ProductRecipe, SceneRecipe
from app.entrypoints.cli.demo.content.registers import french_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bottles import draw_dropper, draw_pump
from app.entrypoints.cli.demo.drawing.flat_lays import tray_scene
from app.entrypoints.cli.demo.drawing.jars import draw_jar, draw_soap, draw_tube
from app.entrypoints.cli.demo.drawing.packs import Pack
from app.entrypoints.cli.demo.drawing.rooms import cover_scene
from app.entrypoints.cli.demo.drawing.stage import Mood
from app.entrypoints.cli.demo.drawing.still_lifes import niche_scene, sill_scene, still_life

W = Words
MOOD = Mood("#cfd6bf", "#dcd6c2", "#3f5a4a", "#a9b88f", "#eeeadb")
WARM = Mood("#e9dfca", "#d9c9ab", "#3f5a4a", "#b9c39d", "#f2ecdc")
SIREN, VAT = french_numbers(2615)


def _pack(
    glass: str, content: str, cap: str = "#e6dcc6", ink: str = "#3f5a4a", label: str = "#f4efe1"
) -> Pack:
    return Pack(glass, content, cap, label, ink, "leaf")


BRAND = BrandRecipe(
    key="herbeane",
    name="Herbéane",
    tagline=W("Des plantes de montagne, et c'est presque tout.", "Mountain plants, and not much else."),
    story=W(
        "Nous cueillons au pied du Glandasse et distillons dans la vallée le soir même. Nos formules tiennent sur une ligne, en français, "
        "sans astérisque. Les flacons reviennent, on les lave, on les remplit.",
        "We pick at the foot of the Glandasse and distil down in the valley the same evening. Our formulas fit on one line, in plain words, "
        "with no asterisk. Bottles come back; we wash them and fill them again.",
    ),
    sector="beauty",
    accent="#3f5a4a",
    country="FR",
    city="Die",
    seller=DemoSeller(
        "Herbéane SAS",
        "41 chemin du Vieux-Séchoir",
        "26150",
        "Die",
        "FR",
        "cueillette@herbeane.example",
        "+33 4 65 71 26 15",
        "RCS Valence",
        SIREN,
        VAT,
    ),
    mark="leaf",
    mood=MOOD,
    seal=("#3f5a4a", "#eeeadb"),
    delivery=(2, 3),
    cover=SceneRecipe(
        W(
            "Sérum, crème, flacon pompe et savon devant des arches vert tendre",
            "Serum, cream, pump bottle and soap before soft green arches",
        ),
        ("serum-tilleul", "creme-de-die", "lait-lave-mains", "savon-sauge"),
        cover_scene,
    ),
    products=(
        ProductRecipe(
            "serum-tilleul",
            W("Sérum tilleul", "Linden serum"),
            W(
                "Hydrolat de tilleul, acide hyaluronique végétal. Cinq gouttes, peau humide.",
                "Linden hydrosol and plant hyaluronic acid. Five drops on damp skin.",
            ),
            "beauty/skincare",
            3900,
            lambda pen: draw_dropper(pen, _pack("#8a5a2b", "#d79a4c", "#2f2a24")),
            "arch",
            W("Flacon ambré à pipette", "Amber dropper bottle"),
            volume=(30, "ml"),
            anchor="cap",
            was=4600,
            older=4200,
            cut_days=8,
        ),
        ProductRecipe(
            "huile-millepertuis",
            W("Huile de millepertuis", "St John's wort oil"),
            W(
                "Macération au soleil, quarante jours. Le soir seulement, elle n'aime pas la lumière.",
                "Steeped in the sun for forty days. Evenings only: it dislikes daylight.",
            ),
            "beauty/skincare",
            2600,
            lambda pen: draw_dropper(pen, _pack("#9c4a2a", "#b5452a", "#e6dcc6")),
            "arch",
            W("Flacon d'huile rouge à pipette", "Dropper bottle of red oil"),
            volume=(50, "ml"),
            anchor="cap",
        ),
        ProductRecipe(
            "creme-de-die",
            W("Crème de Die", "Crème de Die"),
            W(
                "Crème riche à la cire d'abeille et au calendula. Texture de mousse au chocolat, odeur d'herbe.",
                "A rich cream of beeswax and calendula. The texture of chocolate mousse, the smell of a meadow.",
            ),
            "beauty/skincare",
            3400,
            lambda pen: draw_jar(pen, _pack("#e9e4d8", "#fbf5ea", "#c9a97c")),
            "standing",
            W("Pot de crème blanc à couvercle de bois", "White cream jar with a wooden lid"),
            volume=(50, "ml"),
            stock="low",
        ),
        ProductRecipe(
            "masque-argile",
            W("Masque d'argile verte", "Green clay mask"),
            W(
                "Argile du Vercors, miel, eau de sauge. Dix minutes, pas une de plus.",
                "Vercors clay, honey, sage water. Ten minutes, not one more.",
            ),
            "beauty/skincare",
            2900,
            lambda pen: draw_jar(pen, _pack("#5d7360", "#c3cba6", ink="#f4efe1"), True),
            "standing",
            W("Pot de verre vert ouvert, masque d'argile", "Open green glass jar of clay mask"),
            volume=(100, "ml"),
            stock="out",
            mood=WARM,
        ),
        ProductRecipe(
            "lait-lave-mains",
            W("Gel mains verveine", "Verbena hand wash"),
            W(
                "Tensioactif de coco, verveine d'altitude. Le flacon verre se consigne.",
                "Coconut-based, with high-meadow verbena. The glass bottle is returnable.",
            ),
            "beauty/body",
            1900,
            lambda pen: draw_pump(pen, _pack("#6b3f1d", "#d79a4c", "#2f2a24")),
            "standing",
            W("Flacon pompe ambré", "Amber pump bottle"),
            volume=(300, "ml"),
        ),
        ProductRecipe(
            "creme-mains",
            W("Crème mains lavande", "Lavender hand cream"),
            W(
                "Karité, lavande fine, absorption en une minute trente, on a chronométré.",
                "Shea and fine lavender. Sinks in within ninety seconds; we timed it.",
            ),
            "beauty/body",
            1500,
            lambda pen: draw_tube(pen, _pack("#c7d0b8", "#fbf5ea", "#f4efe1")),
            "standing",
            W("Tube vert pâle debout sur son bouchon", "Pale green tube standing on its cap"),
            volume=(75, "ml"),
            was=1800,
            cut_days=3,
        ),
        ProductRecipe(
            "savon-sauge",
            W("Savon sauge", "Sage soap"),
            W(
                "Saponifié à froid, sauge moulue. Doux pour les visages, courageux pour les jardiniers.",
                "Cold process, ground sage. Gentle on faces, brave with gardeners.",
            ),
            "beauty/soap",
            900,
            lambda pen: draw_soap(pen, _pack("#f4efe1", "#b9c29a")),
            "standing",
            W("Savon vert estampillé", "Stamped green soap"),
            volume=(110, "g"),
            anchor="top",
            abroad=False,
        ),
        ProductRecipe(
            "savon-miel",
            W("Savon miel et avoine", "Honey and oat soap"),
            W(
                "Pour les peaux qui tirent. Emballé dans une bande de papier ensemencé : plantez-la.",
                "For skin that feels tight. Wrapped in seed paper: plant it.",
            ),
            "beauty/soap",
            950,
            lambda pen: draw_soap(pen, _pack("#f4efe1", "#e2c9a6", label="#3f5a4a", ink="#f4efe1"), True),
            "standing",
            W("Savon beige sous bandeau vert", "Beige soap in a green band"),
            volume=(110, "g"),
            anchor="top",
            mood=WARM,
            abroad=False,
        ),
    ),
    scenes={
        "socles": SceneRecipe(
            W(
                "Sérum et crème sur des socles vert pâle, savon et galet au premier plan",
                "Serum and cream on pale green plinths with soap and a pebble in front",
            ),
            ("serum-tilleul", "creme-de-die", "savon-sauge"),
            still_life,
            {"serum-tilleul": "cap", "savon-sauge": "top"},
        ),
        "plateau": SceneRecipe(
            W(
                "Tube, pot de crème et savon sur un plateau, citrons coupés et eucalyptus",
                "Tube, cream jar and soap on a tray with cut lemons and eucalyptus",
            ),
            ("creme-mains", "creme-de-die", "savon-miel"),
            lambda mood, items, seed: tray_scene(mood, items, seed, fruit="#e6c04a"),
            {"savon-miel": "top"},
        ),
        "evier": SceneRecipe(
            W(
                "Flacon pompe et savon au bord d'une fenêtre ouverte sur la vallée",
                "Pump bottle and soap by a window over the valley",
            ),
            ("lait-lave-mains", "savon-sauge"),
            lambda mood, items, seed: sill_scene(WARM, items, seed, sky="#dbe3d6", water="#8fa383"),
            {"savon-sauge": "top"},
        ),
        "niche-huile": SceneRecipe(
            W(
                "L'huile rouge dans une niche claire, branches d'olivier",
                "The red oil in a pale niche with olive branches",
            ),
            ("huile-millepertuis",),
            lambda mood, items, seed: niche_scene(WARM, items[0], seed),
            {"huile-millepertuis": "cap"},
        ),
        "duo": SceneRecipe(
            W(
                "Deux flacons à pipette côte à côte sur des socles",
                "Two dropper bottles side by side on plinths",
            ),
            ("serum-tilleul", "huile-millepertuis"),
            lambda mood, items, seed: still_life(WARM, items, seed, leaf="olive"),
            {"serum-tilleul": "cap", "huile-millepertuis": "cap"},
        ),
    },
    posts=(
        PostRecipe(
            "socles",
            5,
            W(
                "La routine de Jeanne, notre cueilleuse : eau froide, sérum, crème, chapeau. Quatre minutes, chapeau compris.",
                "The routine of Jeanne, who picks for us: cold water, serum, cream, hat. Four minutes, including the hat.",
            ),
            ("socles",),
        ),
        PostRecipe(
            "creme-mains-prix",
            70,
            W(
                "Il fait sec, les mains tirent. La crème lavande est moins chère jusqu'à la pluie, ou jusqu'à lundi, si la pluie tarde.",
                "Dry air, tight hands. The lavender cream is cheaper until it rains, or until Monday, should the rain be late.",
            ),
            ("plateau", "=creme-mains"),
            promotion=True,
        ),
        PostRecipe(
            "serum-prix",
            186,
            W(
                "Bonne année pour le tilleul : trop de fleurs, donc un sérum plus doux aussi pour le porte-monnaie.",
                "A good year for linden. Too many flowers, so the serum is kinder to your wallet as well.",
            ),
            ("duo", "=serum-tilleul"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "consigne",
            138,
            W(
                "412 flacons revenus ce trimestre. On les lave, on retire l'étiquette à l'eau tiède et Thomas chante faux pendant toute l'opération.",
                "412 bottles came back this quarter. We wash them, soak off the labels, and Thomas sings out of tune throughout.",
            ),
            ("evier", "=lait-lave-mains"),
        ),
        PostRecipe(
            "quarante-jours",
            262,
            W(
                "Quarante jours au soleil, un bocal retourné chaque matin. Le rouge, c'est la plante : on n'ajoute rien.",
                "Forty days in the sun, each jar turned every morning. The red is the plant's own. We add nothing.",
            ),
            ("niche-huile", "=huile-millepertuis"),
        ),
        PostRecipe(
            "papier-semence",
            396,
            W(
                "Vous nous avez envoyé des photos de bandeaux plantés. Il y a des bleuets à Rennes, des coquelicots à Gand et, à Lausanne, un chat assis dans le pot.",
                "You sent us photos of planted soap bands: cornflowers in Rennes, poppies in Ghent and, in Lausanne, a cat sitting in the pot.",
            ),
            ("=savon-miel",),
        ),
    ),
)
