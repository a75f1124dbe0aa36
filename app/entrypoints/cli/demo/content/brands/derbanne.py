"""Derbanne, Romans-sur-Isère: shoes with a stitched welt. Invented."""

from app.entrypoints.cli.demo.content.recipes import (
    ALL_SHOES,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
    SceneRecipe,
)
from app.entrypoints.cli.demo.content.registers import french_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.hats_belts import draw_belt
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene
from app.entrypoints.cli.demo.drawing.shots import detail_shot
from app.entrypoints.cli.demo.drawing.stage import PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.still_lifes import niche_scene, steps_scene
from app.entrypoints.cli.demo.drawing.uppers import Leather
from app.entrypoints.cli.demo.drawing.welted import draw_derby, draw_loafer

W = Words
MOOD = Mood("#929d86", "#c9baa2", "#3a3a2c", "#c9a27a", "#e6dccb", wood="#9a6b43")
CREAM = Mood("#e6dcc8", "#d6c6ab", "#3a3a2c", "#c9a27a", "#efe6d6", wood="#9a6b43")
SIREN, VAT = french_numbers(2601)

BRAND = BrandRecipe(
    key="derbanne",
    name="Derbanne",
    tagline=W("Cousu, donc réparable.", "Stitched, so it can be mended."),
    story=W(
        "Romans a chaussé la France pendant un siècle, puis presque tout s'est arrêté. Nous sommes huit à avoir gardé les formes en bois, "
        "les alênes et l'habitude de coudre la semelle au lieu de la coller. Rapportez vos paires : on les ressemelle.",
        "Romans put shoes on France for a century, and then nearly all of it stopped. Eight of us kept the wooden lasts, the awls, and the "
        "habit of stitching a sole instead of gluing it. Bring your pairs back; we resole them.",
    ),
    sector="shoes",
    accent="#5c6b4c",
    country="FR",
    city="Romans-sur-Isère",
    seller=DemoSeller(
        "Derbanne et Compagnons SCOP",
        "27 rue des Alênes-Perdues",
        "26100",
        "Romans-sur-Isère",
        "FR",
        "cordonnerie@derbanne.example",
        "+33 4 65 71 26 01",
        "RCS Romans",
        SIREN,
        VAT,
    ),
    mark="welt",
    mood=MOOD,
    seal=("#3a3a2c", "#e6dccb"),
    delivery=(2, 4),
    cover=SceneRecipe(
        W(
            "Bottine, derby, mocassin et ceinture devant des arches peintes",
            "Ankle boot, derby, loafer and belt before painted arches",
        ),
        ("bottine-isere", "derby-octave", "mocassin-jacquemart", "ceinture-trepointe"),
        cover_scene,
    ),
    products=(
        ProductRecipe(
            "derby-octave",
            W("Derby Octave", "Octave derby"),
            W(
                "Box noir pleine fleur, cousu Goodyear, talon bobine. Se fait au pied en trois jours, ensuite c'est pour la vie.",
                "Full-grain black box calf, Goodyear-welted. Three days to break in, a lifetime after that.",
            ),
            "shoes/derbies",
            26500,
            lambda pen: draw_derby(pen, Leather(Cloth("#2a2523", "leather"), sole="#5a4030", lace="#1c1816")),
            "standing",
            W("Derby noir à lacets", "Black lace-up derby"),
            ALL_SHOES,
            mood=CREAM,
        ),
        ProductRecipe(
            "derby-octave-cognac",
            W("Derby Octave cognac", "Octave derby in cognac"),
            W(
                "Le même, en veau végétal cognac qui fonce aux plis.",
                "The same shoe in vegetable-tanned cognac calf, which darkens where it bends.",
            ),
            "shoes/derbies",
            26500,
            lambda pen: draw_derby(pen, Leather(Cloth("#a3622f", "leather"), sole="#4a3020", lace="#5a3418")),
            "pair",
            W("Paire de derbies cognac", "Pair of cognac derbies"),
            ALL_SHOES,
            was=29500,
            cut_days=4,
            mood=CREAM,
        ),
        ProductRecipe(
            "mocassin-jacquemart",
            W("Mocassin Jacquemart", "Jacquemart loafer"),
            W(
                "Veau bordeaux, plateau cousu main, semelle cuir. Porte le nom de l'horloge qui nous met en retard.",
                "Burgundy calf, hand-sewn apron, leather sole. Named after the clock that makes us late.",
            ),
            "shoes/loafers",
            23500,
            lambda pen: draw_loafer(pen, Leather(Cloth("#6b2c22", "leather"), sole="#3a2a20")),
            "pair",
            W("Paire de mocassins bordeaux", "Pair of burgundy loafers"),
            ALL_SHOES,
            stock="mixed",
        ),
        ProductRecipe(
            "mocassin-noyer",
            W("Mocassin Noyer", "Noyer loafer"),
            W(
                "Velours brun, non doublé, souple comme un gant d'été.",
                "Brown suede, unlined, as supple as a summer glove.",
            ),
            "shoes/loafers",
            21500,
            lambda pen: draw_loafer(pen, Leather(Cloth("#7d5a3c", "suede"), sole="#4a3526")),
            "standing",
            W("Mocassin en velours brun", "Brown suede loafer"),
            ALL_SHOES,
            mood=CREAM,
        ),
        ProductRecipe(
            "bottine-isere",
            W("Bottine Isère", "Isère ankle boot"),
            W(
                "Chelsea en velours gras, élastiques tissés à Saint-Étienne, semelle gomme.",
                "Waxed-suede Chelsea boot, elastic woven in Saint-Étienne, rubber sole.",
            ),
            "shoes/boots",
            28500,
            lambda pen: draw_derby(pen, Leather(Cloth("#8a5a34", "suede"), sole="#4a3526"), True),
            "standing",
            W("Bottine chelsea en velours fauve", "Tan suede Chelsea boot"),
            ALL_SHOES,
        ),
        ProductRecipe(
            "bottine-vercors",
            W("Bottine Vercors", "Vercors ankle boot"),
            W(
                "La version noire, lisse, pour la ville et la pluie.",
                "The smooth black one, for town and for rain.",
            ),
            "shoes/boots",
            28500,
            lambda pen: draw_derby(pen, Leather(Cloth("#2c2a2a", "leather"), sole="#1f1c1b"), True),
            "standing",
            W("Bottine chelsea noire", "Black Chelsea boot"),
            ALL_SHOES,
            stock="preorder",
            mood=CREAM,
        ),
        ProductRecipe(
            "ceinture-trepointe",
            W("Ceinture Trépointe", "Welt belt"),
            W(
                "Taillée dans les chutes de semelle, point sellier, boucle laiton massif.",
                "Cut from sole offcuts, saddle-stitched, solid brass buckle.",
            ),
            "leather/belts",
            7500,
            lambda pen: draw_belt(pen, Cloth("#8a5230", "leather", trim="#c9a27a")),
            "standing",
            W("Ceinture de cuir roulée, boucle laiton", "Rolled leather belt with a brass buckle"),
            ("80", "90", "100"),
            anchor="buckle",
        ),
        ProductRecipe(
            "derby-olive",
            W("Derby Coulée", "Coulée derby"),
            W(
                "Veau olive patiné à la brosse, une série de quarante paires.",
                "Brush-patinated olive calf, one run of forty pairs.",
            ),
            "shoes/derbies",
            27500,
            lambda pen: draw_derby(pen, Leather(Cloth("#5a5f3f", "leather"), sole="#4a3526", lace="#3b3d28")),
            "standing",
            W("Derby olive patiné", "Patinated olive derby"),
            ALL_SHOES,
            stock="low",
            mood=CREAM,
        ),
    ),
    scenes={
        "escalier": SceneRecipe(
            W(
                "Bottine, derby et mocassin sur trois marches de pierre",
                "Ankle boot, derby and loafer on three stone steps",
            ),
            ("bottine-isere", "derby-octave", "mocassin-jacquemart"),
            steps_scene,
            {"mocassin-jacquemart": "heel"},
        ),
        "etabli": SceneRecipe(
            W(
                "Derby cognac et ceinture roulée sur l'établi de bois",
                "Cognac derby and a rolled belt on the wooden bench",
            ),
            ("derby-octave-cognac", "ceinture-trepointe"),
            lambda mood, items, seed: flat_lay(mood, items, seed, ground="boards", mark="welt"),
            {"ceinture-trepointe": "buckle"},
        ),
        "lacets": SceneRecipe(
            W(
                "Gros plan sur le laçage et les piqûres du derby cognac",
                "Close-up of the cognac derby's laces and stitching",
            ),
            ("derby-octave-cognac",),
            lambda mood, items, seed: detail_shot(CREAM, items[0], seed, PORTRAIT, "centre", 1.9, 0),
        ),
        "niche": SceneRecipe(
            W(
                "Une bottine noire dans une niche voûtée, un rameau d'olivier à côté",
                "A black ankle boot in an arched niche beside an olive branch",
            ),
            ("bottine-vercors",),
            lambda mood, items, seed: niche_scene(CREAM, items[0], seed),
            {"bottine-vercors": "heel"},
        ),
        "marches-olive": SceneRecipe(
            W("Le derby olive et sa paire sur les marches", "The olive derby and its twin on the steps"),
            ("derby-olive",),
            lambda mood, items, seed: steps_scene(CREAM, items, seed),
        ),
    },
    posts=(
        PostRecipe(
            "cognac-prix",
            95,
            W(
                "Le cognac tire un peu plus sur le miel que prévu. Nous, on le préfère comme ça, mais il est honnête de vous le laisser à moins jusqu'à la fin du mois.",
                "This batch of cognac came out closer to honey. We like it better, but it is only fair to let it go for less until the end of the month.",
            ),
            ("=derby-octave-cognac", "etabli", "lacets"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "trois-marches",
            33,
            W(
                "Lundi, mercredi, samedi. Alterner deux jours sur trois double la vie d'une semelle : le cuir a besoin de sécher.",
                "Monday, Wednesday, Saturday. Resting a pair two days in three doubles the life of a sole. Leather needs to dry.",
            ),
            ("escalier",),
        ),
        PostRecipe(
            "vercors-precommande",
            160,
            W(
                "La Vercors arrive dans trois semaines. On prend les commandes maintenant pour monter juste ce qu'il faut.",
                "The Vercors lands in three weeks. Order now and we will last exactly as many as we need.",
            ),
            ("niche", "=bottine-vercors"),
        ),
        PostRecipe(
            "quarante-paires",
            236,
            W(
                "Quarante paires de Coulée, patinées par Maud, qui signe sous la languette. Il en reste une poignée.",
                "Forty pairs of the Coulée, patinated by Maud, who signs under the tongue. A handful left.",
            ),
            ("marches-olive",),
        ),
        PostRecipe(
            "ressemelage",
            365,
            W(
                "Elles ont neuf ans, trois semelles et un propriétaire facteur. On vous montre l'après ; l'avant, il a demandé que non.",
                "Nine years old, three soles, one postman. Here is the after. He asked us not to show the before.",
            ),
            ("=mocassin-jacquemart", "lacets"),
        ),
        PostRecipe(
            "chutes",
            470,
            W(
                "Ce qui reste d'une semelle fait une ceinture. Ce qui reste d'une ceinture fait un porte-clés. Ce qui reste du porte-clés, Maud le garde.",
                "What is left of a sole makes a belt. What is left of a belt makes a key ring. What is left of the key ring, Maud keeps.",
            ),
            ("etabli",),
        ),
    ),
)
