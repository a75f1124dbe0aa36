"""Hainlauf, Berlin: plain trainers that can be taken apart. Invented."""

from app.entrypoints.cli.demo.content.recipes import (
    ALL_SHOES,
    CLOTHES,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
    SceneRecipe,
)
from app.entrypoints.cli.demo.content.registers import german_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bags import draw_backpack, draw_tote
from app.entrypoints.cli.demo.drawing.coats import draw_work_jacket
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene
from app.entrypoints.cli.demo.drawing.shots import detail_shot, standing_shot
from app.entrypoints.cli.demo.drawing.sneakers import draw_sneaker
from app.entrypoints.cli.demo.drawing.stage import PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.still_lifes import chair_scene, niche_scene, steps_scene
from app.entrypoints.cli.demo.drawing.tops import draw_tee
from app.entrypoints.cli.demo.drawing.uppers import Leather

W = Words
MOOD = Mood("#e0c07a", "#d6c09a", "#2f4a42", "#8fae9f", "#f1e9d4", leaf="#5f7a64")
MINT = Mood("#b3c9bd", "#d5cfbd", "#2f4a42", "#e0c07a", "#eef0e6", leaf="#5f7a64")
HRB, VAT = german_numbers(1904)


def _court(
    colour: str, accent: str, weave: str = "leather", sole: str = "#f4eee2", lace: str = "#f8f3e9"
) -> Leather:
    return Leather(Cloth(colour, weave), sole=sole, lace=lace, accent=accent)


BRAND = BrandRecipe(
    key="hainlauf",
    name="Hainlauf",
    tagline=W("Des baskets qu'on sait démonter.", "Trainers that come apart on purpose."),
    story=W(
        "Hainlauf est née d'une question d'enfant : elles vont où, les baskets, après ? Les nôtres se démontent en sept pièces avec un tournevis et "
        "une cuillère. On reprend la semelle, vous gardez le reste, ou l'inverse.",
        "Hainlauf began with a child's question: where do trainers go afterwards? Ours come apart into seven pieces with a screwdriver and a "
        "spoon. We take back the sole and you keep the rest, or the other way round.",
    ),
    sector="shoes",
    accent="#2f4a42",
    country="DE",
    city="Berlin",
    seller=DemoSeller(
        "Hainlauf GmbH",
        "Sieben-Teile-Straße 19",
        "10999",
        "Berlin",
        "DE",
        "moin@hainlauf.example",
        "+49 30 23125 019",
        "Amtsgericht Charlottenburg",
        HRB,
        VAT,
    ),
    mark="ring",
    mood=MOOD,
    seal=("#2f4a42", "#e9cf8e"),
    delivery=(3, 5),
    shop_path="laden",
    cover=SceneRecipe(
        W(
            "Quatre baskets de couleurs différentes devant des arches sauge",
            "Four trainers in different colours before sage arches",
        ),
        ("hain-weiss", "hain-wald", "hain-senf", "hain-nacht"),
        cover_scene,
    ),
    products=(
        ProductRecipe(
            "hain-weiss",
            W("Hain Weiß", "Hain Weiß"),
            W(
                "Cuir blanc sans chrome, talon sauge. La plus simple des sept.",
                "Chrome-free white leather, sage heel. The plainest of the seven.",
            ),
            "shoes/sneakers",
            13900,
            lambda pen: draw_sneaker(pen, _court("#f3eee4", "#5f7a64")),
            "pair",
            W("Paire de baskets blanches à talon vert", "Pair of white trainers with a green heel"),
            ALL_SHOES,
            stock="mixed",
            mood=MINT,
        ),
        ProductRecipe(
            "hain-wald",
            W("Hain Wald", "Hain Wald"),
            W(
                "Vert forêt, lacets crème. Tachée d'herbe d'avance.",
                "Forest green with cream laces. Grass stains included.",
            ),
            "shoes/sneakers",
            13900,
            lambda pen: draw_sneaker(pen, _court("#3f5a4a", "#2f4a42", "suede")),
            "standing",
            W("Basket vert forêt", "Forest-green trainer"),
            ALL_SHOES,
            was=15900,
            cut_days=3.5,
        ),
        ProductRecipe(
            "hain-senf",
            W("Hain Senf", "Hain Senf"),
            W(
                "Velours moutarde, semelle gomme. Se voit de l'autre côté du parc.",
                "Mustard suede, gum sole. Visible from across the park.",
            ),
            "shoes/sneakers",
            13900,
            lambda pen: draw_sneaker(pen, _court("#cf9a3a", "#a8762a", "suede", "#c99a63")),
            "standing",
            W("Basket moutarde à semelle gomme", "Mustard trainer with a gum sole"),
            ALL_SHOES,
            mood=MINT,
        ),
        ProductRecipe(
            "hain-nacht",
            W("Hain Nacht", "Hain Nacht"),
            W(
                "Noir sur noir, même la languette. Pour les serveurs et les chats.",
                "Black on black, tongue included. For waiters and cats.",
            ),
            "shoes/sneakers",
            14500,
            lambda pen: draw_sneaker(pen, _court("#2b2a2b", "#1f1e1f", sole="#2a2827", lace="#3a3838")),
            "standing",
            W("Basket entièrement noire", "All-black trainer"),
            ALL_SHOES,
        ),
        ProductRecipe(
            "hain-ton",
            W("Hain Ton", "Hain Ton"),
            W(
                "Terre cuite et blanc cassé, tige en toile recyclée.",
                "Terracotta and off-white, with an upper of recycled canvas.",
            ),
            "shoes/sneakers",
            12900,
            lambda pen: draw_sneaker(pen, _court("#e9dcc6", "#b9603f", "canvas")),
            "pair",
            W("Paire de baskets écrues à talon terre cuite", "Pair of ecru trainers with a terracotta heel"),
            ALL_SHOES,
            stock="low",
            mood=MINT,
        ),
        ProductRecipe(
            "rucksack-lauf",
            W("Sac à dos Lauf", "Lauf rucksack"),
            W(
                "Toile de tente usée, recoupée. Chaque sac a déjà dormi dehors.",
                "Cut from retired tents. Every bag has already slept outdoors.",
            ),
            "leather/backpacks",
            11900,
            lambda pen: draw_backpack(pen, Cloth("#7d8a6a", "canvas", trim="#5a4632"), "ring"),
            "standing",
            W("Sac à dos vert tilleul", "Lime-green canvas rucksack"),
        ),
        ProductRecipe(
            "jacke-werk",
            W("Veste Werk", "Werk jacket"),
            W(
                "Toile kaki, trois poches, boutons à vis : elle aussi se démonte.",
                "Khaki canvas, three pockets, screw-on buttons. This comes apart as well.",
            ),
            "fashion/jackets",
            12900,
            lambda pen: draw_work_jacket(pen, Cloth("#7a7352", "twill", trim="#d8c69a")),
            "hung",
            W("Veste de travail kaki", "Khaki work jacket"),
            CLOTHES,
            mood=MINT,
        ),
        ProductRecipe(
            "shirt-kreis",
            W("Tee-shirt Kreis", "Kreis tee"),
            W("Coton recyclé épais, sauge, coupe droite.", "Thick recycled cotton in sage, cut straight."),
            "fashion/tops",
            3900,
            lambda pen: draw_tee(pen, Cloth("#8fae9f")),
            "wall",
            W("Tee-shirt vert sauge", "Sage tee"),
            CLOTHES,
        ),
        ProductRecipe(
            "beutel-markt",
            W("Sac Markt", "Markt bag"),
            W(
                "Toile écrue, anses vertes, porte 18 kg de pommes (vérifié).",
                "Ecru canvas, green handles, carries 18 kg of apples (tested).",
            ),
            "leather/totes",
            3500,
            lambda pen: draw_tote(pen, Cloth("#ece2cd", "canvas", trim="#2f4a42"), "ring"),
            "standing",
            W("Sac de toile écrue à anses vertes", "Ecru canvas bag with green handles"),
            mood=MINT,
            anchor="side",
        ),
    ),
    scenes={
        "marches": SceneRecipe(
            W(
                "Trois baskets sur des marches : blanche, moutarde, verte",
                "Three trainers on steps: white, mustard, green",
            ),
            ("hain-weiss", "hain-senf", "hain-wald"),
            lambda mood, items, seed: steps_scene(MINT, items, seed),
        ),
        "chaise": SceneRecipe(
            W(
                "Sac de toile sur une chaise et basket blanche au sol",
                "Canvas bag on a chair and a white trainer on the floor",
            ),
            ("beutel-markt", "hain-weiss"),
            chair_scene,
            {"beutel-markt": "side"},
        ),
        "lacets": SceneRecipe(
            W("Gros plan sur les lacets et le velours moutarde", "Close-up of laces and mustard suede"),
            ("hain-senf",),
            lambda mood, items, seed: detail_shot(MINT, items[0], seed, PORTRAIT, "centre", 1.8, 0),
        ),
        "a-plat": SceneRecipe(
            W(
                "Veste kaki, tee-shirt sauge et basket posés sur des planches",
                "Khaki jacket, sage tee and trainer laid on boards",
            ),
            ("jacke-werk", "shirt-kreis", "hain-ton"),
            lambda mood, items, seed: flat_lay(mood, items, seed, ground="terrazzo", leaf=""),
        ),
        "niche": SceneRecipe(
            W("Basket verte dans une niche jaune", "Green trainer in a yellow niche"),
            ("hain-wald",),
            lambda mood, items, seed: niche_scene(mood, items[0], seed, leaf="eucalyptus"),
        ),
        "paire": SceneRecipe(
            W("La paire noire sur fond moutarde", "The black pair on a mustard ground"),
            ("hain-nacht",),
            lambda mood, items, seed: standing_shot(mood, items[0], seed, PORTRAIT, 0.70, pair=True),
        ),
    },
    posts=(
        PostRecipe(
            "wald-prix",
            83,
            W(
                "Nouvelle semelle en janvier, donc la Wald actuelle baisse. Même forme, même vert, et la semelle d'avant reste réparable chez nous.",
                "A new sole arrives in January, so the present Wald comes down in price. Same shape, same green, and we go on repairing the old sole.",
            ),
            ("niche", "=hain-wald"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "sept-pieces",
            36,
            W(
                "Sept pièces, un tournevis, une cuillère. Record de l'atelier : 2 min 11, par Selma, neuf ans.",
                "Seven pieces, one screwdriver, one spoon. Workshop record: 2 min 11, held by Selma, aged nine.",
            ),
            ("marches", "lacets"),
        ),
        PostRecipe(
            "dix-huit-kilos",
            155,
            W(
                "18 kg de pommes. Le sac va bien. Notre épaule demande une pause.",
                "18 kg of apples. The bag is fine. Our shoulder would like a break.",
            ),
            ("chaise", "=beutel-markt"),
        ),
        PostRecipe(
            "noir",
            239,
            W(
                "On nous demandait une basket pour travailler debout, la nuit, sans qu'on la remarque. La voilà. Ne la remarquez pas.",
                "People asked us for a trainer to work in: standing, at night, unnoticed. Here it is. Do not notice it.",
            ),
            ("paire",),
        ),
        PostRecipe(
            "tente",
            336,
            W(
                "Ce sac était une tente au festival de la Fusion. Il a des histoires mais pas de terre, on l'a lavé deux fois.",
                "This rucksack used to be a festival tent. It has stories but no mud. We washed it twice.",
            ),
            ("=rucksack-lauf",),
        ),
        PostRecipe(
            "terrazzo",
            462,
            W("Tenue du vendredi, déjà un pied dehors.", "Friday's outfit, one foot out of the door."),
            ("a-plat",),
        ),
    ),
)
