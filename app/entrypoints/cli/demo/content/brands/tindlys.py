"""Tindlys, Copenhagen: knits and coats for short days. Invented."""

from app.entrypoints.cli.demo.content.recipes import (
    CLOTHES,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
    SceneRecipe,
)
from app.entrypoints.cli.demo.content.registers import danish_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bags import draw_backpack
from app.entrypoints.cli.demo.drawing.bottoms import draw_scarf, draw_trousers
from app.entrypoints.cli.demo.drawing.coats import OVERCOAT, draw_coat
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.knits import draw_knit
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene, pegs_scene, rail_scene
from app.entrypoints.cli.demo.drawing.shots import detail_shot, sunlit_shot
from app.entrypoints.cli.demo.drawing.stage import COVER, PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.still_lifes import stack_scene

W = Words
MOOD = Mood("#b7a6a6", "#cfc6bd", "#4c4652", "#d9b48f", "#ebe6df", wood="#c2a27c", leaf="#7b8578")
SNOW = Mood("#e4e4e0", "#d3cec6", "#4c4652", "#b9a3a3", "#f0eee9", wood="#c2a27c", leaf="#7b8578")
CVR, VAT = danish_numbers(1420)
PLUM, MOSS, OAT, FJORD = (
    Cloth("#6b4452", "knit"),
    Cloth("#6b7358", "knit"),
    Cloth("#dccfb8", "cable"),
    Cloth("#4f6a7d", "rib"),
)

BRAND = BrandRecipe(
    key="tindlys",
    name="Tindlys",
    tagline=W("S'habiller pour les jours courts.", "Dressing for short days."),
    story=W(
        "À Copenhague, le soleil de décembre se couche avant quatre heures. Tindlys tricote pour ce moment-là : des mailles épaisses, des couleurs "
        "de lampe allumée, des manteaux qui se ferment d'une main sur un vélo.",
        "In Copenhagen the December sun is gone before four. Tindlys knits for that moment: heavy yarns, the colours of a lit lamp, and coats "
        "you can close one-handed on a bicycle.",
    ),
    sector="fashion",
    accent="#6b4452",
    country="DK",
    city="København",
    seller=DemoSeller(
        "Tindlys ApS",
        "Skumringsgade 14",
        "2200",
        "København N",
        "DK",
        "hej@tindlys.example",
        "+45 00 00 14 20",
        "Det Centrale Virksomhedsregister",
        CVR,
        VAT,
    ),
    mark="lamp",
    mood=MOOD,
    seal=("#4c4652", "#e9c58f"),
    delivery=(3, 6),
    shop_path="butik",
    cover=SceneRecipe(
        W(
            "Manteau, pulls et pantalon dans des tons de crépuscule",
            "Coat, jumpers and trousers in dusk colours",
        ),
        ("frakke-skumring", "sweater-lampe", "sweater-mos", "bukser-cykel"),
        lambda mood, items, seed: cover_scene(mood, items, seed, COVER, hung=True),
    ),
    products=(
        ProductRecipe(
            "frakke-skumring",
            W("Manteau Skumring", "Skumring coat"),
            W(
                "Laine bouillie gris ardoise, boutons gros, fente pour la selle.",
                "Slate boiled wool, big buttons, a vent for the saddle.",
            ),
            "fashion/coats",
            31900,
            lambda pen: draw_coat(pen, Cloth("#4a4f58", "twill", trim="#25262a"), OVERCOAT, False, 3),
            "sunlit",
            W("Manteau croisé gris ardoise", "Slate double-breasted coat"),
            CLOTHES,
            anchor="chest",
        ),
        ProductRecipe(
            "frakke-lygte",
            W("Manteau Lygte", "Lygte coat"),
            W(
                "Sergé imperméable jaune lampe, ceinturé. On vous voit, c'est le but.",
                "Waterproof twill in lamp yellow, belted. You will be seen; that is the idea.",
            ),
            "fashion/coats",
            28900,
            lambda pen: draw_coat(pen, Cloth("#d3a13f", "twill", trim="#4a3a2a")),
            "hung",
            W("Imperméable jaune ceinturé", "Belted yellow raincoat"),
            CLOTHES,
            anchor="chest",
            was=33900,
            cut_days=1.8,
            mood=SNOW,
        ),
        ProductRecipe(
            "sweater-lampe",
            W("Pull Lampe", "Lampe jumper"),
            W(
                "Laine des Féroé prune, col roulé, manches longues exprès.",
                "Plum Faroese wool, roll neck, sleeves long on purpose.",
            ),
            "fashion/knitwear",
            15900,
            lambda pen: draw_knit(pen, PLUM, "roll"),
            "wall",
            W("Pull prune à col roulé", "Plum roll-neck jumper"),
            CLOTHES,
            mood=SNOW,
        ),
        ProductRecipe(
            "sweater-mos",
            W("Pull Mos", "Mos jumper"),
            W(
                "Mousse et noisette mêlées au filage, col en V.",
                "Moss and hazel spun into one yarn, with a V neck.",
            ),
            "fashion/knitwear",
            13900,
            lambda pen: draw_knit(pen, MOSS, "v"),
            "wall",
            W("Pull vert mousse à col V", "Moss-green V-neck jumper"),
            CLOTHES,
            stock="mixed",
        ),
        ProductRecipe(
            "sweater-havre",
            W("Pull Havre", "Havre jumper"),
            W(
                "Torsades couleur avoine, fil non teint, six brins.",
                "Oat-coloured cables in undyed six-ply yarn.",
            ),
            "fashion/knitwear",
            16900,
            lambda pen: draw_knit(pen, OAT),
            "wall",
            W("Pull avoine à torsades", "Oat cable jumper"),
            CLOTHES,
            stock="low",
        ),
        ProductRecipe(
            "cardigan-kakkelovn",
            W("Gilet Kakkelovn", "Kakkelovn cardigan"),
            W(
                "Le gilet qu'on pose sur le poêle avant de sortir. Rouille, boutons de bouleau.",
                "The cardigan you warm on the stove before going out. Rust, birch buttons.",
            ),
            "fashion/knitwear",
            14900,
            lambda pen: draw_knit(pen, Cloth("#a8573a", "knit", trim="#d9bd92"), open_front=True),
            "hung",
            W("Gilet rouille boutonné", "Buttoned rust cardigan"),
            CLOTHES,
            mood=SNOW,
        ),
        ProductRecipe(
            "bukser-cykel",
            W("Pantalon Cykel", "Cykel trousers"),
            W(
                "Velours côtelé, taille haute, bas resserré pour la chaîne.",
                "Corduroy, high waist, narrow at the ankle for the chain.",
            ),
            "fashion/trousers",
            11900,
            lambda pen: draw_trousers(pen, Cloth("#7b5f48", "cord", trim="#3f2f24"), 0.8),
            "hung",
            W("Pantalon de velours brun", "Brown corduroy trousers"),
            CLOTHES,
        ),
        ProductRecipe(
            "halstorklae-fjord",
            W("Écharpe Fjord", "Fjord scarf"),
            W(
                "Deux mètres dix, gris bleu, on peut y disparaître.",
                "Two metres ten of grey-blue. You can vanish in it.",
            ),
            "fashion/accessories",
            6900,
            lambda pen: draw_scarf(pen, Cloth("#7e93a1", "twill", stripe="#3a4652")),
            "wall",
            W("Écharpe à carreaux gris bleu", "Grey-blue checked scarf"),
            mood=SNOW,
        ),
        ProductRecipe(
            "rygsaek-bro",
            W("Sac à dos Bro", "Bro rucksack"),
            W(
                "Toile cirée, sangles de cuir, réflecteur cousu dans la boucle.",
                "Waxed canvas, leather straps, a reflector sewn into the loop.",
            ),
            "leather/backpacks",
            13900,
            lambda pen: draw_backpack(pen, Cloth("#4c5a66", "canvas", trim="#8a5a34"), "lamp"),
            "standing",
            W("Sac à dos bleu gris à sangles de cuir", "Blue-grey rucksack with leather straps"),
            stock="out",
        ),
    ),
    scenes={
        "portant": SceneRecipe(
            W(
                "Manteau jaune, gilet rouille et manteau ardoise sur un portant",
                "Yellow coat, rust cardigan and slate coat on a rail",
            ),
            ("frakke-lygte", "cardigan-kakkelovn", "frakke-skumring"),
            rail_scene,
            {"frakke-lygte": "chest", "frakke-skumring": "hem", "cardigan-kakkelovn": "left"},
        ),
        "pile": SceneRecipe(
            W("Quatre mailles pliées sur un tabouret de bouleau", "Four folded knits on a birch stool"),
            ("sweater-mos", "sweater-havre", "sweater-lampe"),
            lambda mood, items, seed: stack_scene(
                SNOW, [(items[0].key, MOSS), (items[1].key, OAT), (items[2].key, PLUM), ("", FJORD)], seed
            ),
        ),
        "entree": SceneRecipe(
            W("Sac à dos et écharpe accrochés dans l'entrée", "Rucksack and scarf hung in the hall"),
            ("halstorklae-fjord", "rygsaek-bro"),
            pegs_scene,
        ),
        "maille": SceneRecipe(
            W("Gros plan sur la maille prune et son col", "Close-up of the plum knit and its neck"),
            ("sweater-lampe",),
            lambda mood, items, seed: detail_shot(SNOW, items[0], seed, PORTRAIT, "chest", 2.1),
        ),
        "lygte": SceneRecipe(
            W(
                "L'imperméable jaune seul sur un mur crépuscule",
                "The yellow raincoat alone on a dusk-coloured wall",
            ),
            ("frakke-lygte",),
            lambda mood, items, seed: sunlit_shot(mood, items[0], seed, PORTRAIT),
            {"frakke-lygte": "chest"},
        ),
        "a-plat": SceneRecipe(
            W(
                "Pull avoine, pantalon de velours et écharpe posés sur du lin blanc",
                "Oat jumper, corduroys and scarf laid on white linen",
            ),
            ("sweater-havre", "bukser-cykel", "halstorklae-fjord"),
            lambda mood, items, seed: flat_lay(SNOW, items, seed, leaf="eucalyptus"),
            {},
        ),
    },
    posts=(
        PostRecipe(
            "lygte-prix",
            42,
            W(
                "Il pleut à Copenhague, donc Lygte est à prix de pluie. Dès qu'il fait beau, on arrête : ça peut durer.",
                "It is raining in Copenhagen, so the Lygte is at its rain price. We stop when the sun comes out. This could take a while.",
            ),
            ("lygte", "=frakke-lygte"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "quinze-heures",
            3,
            W(
                "15 h 38, coucher du soleil. On allume, on enfile, on sort quand même.",
                "Sunset at 15:38. Lamp on, jumper on, out we go anyway.",
            ),
            ("portant",),
        ),
        PostRecipe(
            "pile-d-hiver",
            122,
            W(
                "Lequel gratte ? Aucun. Lequel attire le chat ? Tous.",
                "Which one itches? None. Which one attracts the cat? All.",
            ),
            ("pile",),
        ),
        PostRecipe(
            "six-brins",
            198,
            W(
                "Six brins, aucune teinture : la couleur avoine, c'est le mouton qui l'a choisie.",
                "Six plies, no dye. The sheep chose the colour.",
            ),
            ("=sweater-havre", "maille"),
        ),
        PostRecipe(
            "entree",
            294,
            W(
                "L'entrée d'Astrid : un sac, une écharpe, un vélo qu'on ne voit pas parce qu'il bloque la porte.",
                "Astrid's hall: one rucksack, one scarf, and a bicycle you cannot see because it is blocking the door.",
            ),
            ("entree",),
        ),
        PostRecipe(
            "dimanche-velours",
            420,
            W(
                "Velours côtelé : bruit rassurant à chaque pas.",
                "Corduroy: a reassuring sound at every step.",
            ),
            ("a-plat", "=bukser-cykel"),
        ),
    ),
)
