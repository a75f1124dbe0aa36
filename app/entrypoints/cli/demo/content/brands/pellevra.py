"""Pellevra, Florence: leather goods. Invented."""

from app.entrypoints.cli.demo.content.recipes import BrandRecipe, PostRecipe, ProductRecipe, SceneRecipe
from app.entrypoints.cli.demo.content.registers import italian_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bags import draw_backpack, draw_handbag, draw_tote
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.hats_belts import draw_belt
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene, pegs_scene
from app.entrypoints.cli.demo.drawing.shots import detail_shot
from app.entrypoints.cli.demo.drawing.stage import PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.still_lifes import chair_scene, niche_scene

W = Words
MOOD = Mood("#d9b06c", "#c79a62", "#5e3019", "#8a4a2c", "#efe0c4", wood="#7d5233", leaf="#6d7448")
ROSE = Mood("#d6a590", "#c08a72", "#5e3019", "#b5654a", "#f0e0d0", wood="#7d5233", leaf="#6d7448")
IVA, VAT = italian_numbers(1284)

BRAND = BrandRecipe(
    key="pellevra",
    name="Pellevra",
    tagline=W("Le cuir qui se souvient de vous.", "Leather that remembers you."),
    story=W(
        "Tannage au châtaignier, deux mois en fosse, puis six personnes et une table. Pellevra coud à Florence des sacs simples qui prennent "
        "la marque de la main, de la pluie et du vélo. Chaque pièce porte le numéro de la peau dont elle vient.",
        "Chestnut tanning, two months in the pit, then six people and a table. Pellevra sews plain bags in Florence that take the mark of "
        "your hand, the rain and the bicycle. Each piece carries the number of the hide it came from.",
    ),
    sector="leather",
    accent="#7a4326",
    country="IT",
    city="Firenze",
    seller=DemoSeller(
        "Pellevra S.r.l.",
        "Via del Cuoio Gentile 7",
        "50125",
        "Firenze",
        "IT",
        "bottega@pellevra.example",
        "+39 055 000 1284",
        "Registro Imprese di Firenze",
        IVA,
        VAT,
    ),
    mark="knot",
    mood=MOOD,
    seal=("#7a4326", "#f0e0c8"),
    delivery=(3, 5),
    shop_path="bottega",
    cover=SceneRecipe(
        W(
            "Sac à rabat vert, cabas brun, sac à dos et ceinture devant des arches ocre",
            "Green flap bag, brown tote, rucksack and belt before ochre arches",
        ),
        ("borsa-vera", "cabas-lungarno", "zaino-colle", "cinta-dritta"),
        cover_scene,
    ),
    products=(
        ProductRecipe(
            "borsa-vera",
            W("Sac Vera", "Vera bag"),
            W(
                "Rabat, tourniquet laiton, soufflet qui avale un agenda. Vert sapin, bords peints à la main.",
                "Flap, brass turn-lock, a gusset that swallows a diary. Fir green, edges painted by hand.",
            ),
            "leather/handbags",
            32500,
            lambda pen: draw_handbag(pen, Cloth("#4a5d4a", "leather"), "knot"),
            "standing",
            W("Sac à rabat vert sapin", "Fir-green flap bag"),
            anchor="front",
            mood=ROSE,
        ),
        ProductRecipe(
            "borsa-vera-rossa",
            W("Sac Vera cerise", "Vera bag in cherry"),
            W(
                "Le même, en rouge cerise, pour celles qui n'ont plus rien à prouver au vert.",
                "The same bag in cherry, for those with nothing left to prove to green.",
            ),
            "leather/handbags",
            32500,
            lambda pen: draw_handbag(pen, Cloth("#8e2f2c", "leather"), "knot"),
            "standing",
            W("Sac à rabat rouge cerise", "Cherry-red flap bag"),
            anchor="front",
            was=36500,
            cut_days=4.5,
        ),
        ProductRecipe(
            "cabas-lungarno",
            W("Cabas Lungarno", "Lungarno tote"),
            W(
                "Peau entière, non doublée, point sellier. Il s'assouplit pendant dix ans, puis il s'arrête.",
                "A whole hide, unlined, saddle-stitched. It softens for ten years, then stops.",
            ),
            "leather/totes",
            24500,
            lambda pen: draw_tote(pen, Cloth("#7a4326", "leather", trim="#5e3019"), "knot"),
            "standing",
            W("Cabas en cuir brun", "Brown leather tote"),
            mood=ROSE,
            anchor="side",
        ),
        ProductRecipe(
            "cabas-sabbia",
            W("Cabas Sabbia", "Sabbia tote"),
            W(
                "Cuir sable qui fonce là où on le touche. Livré avec une note d'excuse.",
                "Sand leather that darkens where you touch it. Comes with a note of apology.",
            ),
            "leather/totes",
            24500,
            lambda pen: draw_tote(pen, Cloth("#d8b98c", "leather", trim="#8a5a34"), "knot"),
            "standing",
            W("Cabas en cuir sable", "Sand leather tote"),
            stock="low",
            anchor="side",
        ),
        ProductRecipe(
            "zaino-colle",
            W("Sac à dos Colle", "Colle rucksack"),
            W(
                "Toile cirée et cuir, fermeture roulée, dos rembourré. Fait pour la côte de San Miniato.",
                "Waxed canvas and leather, roll top, padded back. Made for the hill up to San Miniato.",
            ),
            "leather/backpacks",
            27900,
            lambda pen: draw_backpack(pen, Cloth("#5b5a44", "canvas", trim="#7a4326"), "knot"),
            "standing",
            W("Sac à dos olive à sangles de cuir", "Olive rucksack with leather straps"),
            mood=ROSE,
        ),
        ProductRecipe(
            "cinta-dritta",
            W("Ceinture Dritta", "Dritta belt"),
            W(
                "Une lanière, une boucle, un rivet. Rien ne lâchera avant vous.",
                "One strap, one buckle, one rivet. It will outlast the trousers.",
            ),
            "leather/belts",
            8500,
            lambda pen: draw_belt(pen, Cloth("#6a3a22", "leather", trim="#c9a27a")),
            "standing",
            W("Ceinture brune roulée", "Rolled brown belt"),
            ("80", "90", "100"),
            anchor="buckle",
            mood=ROSE,
        ),
        ProductRecipe(
            "cinta-nera",
            W("Ceinture Nera", "Nera belt"),
            W(
                "Cuir noir ciré, boucle brossée, tranche brune qui dépasse un peu. C'est voulu.",
                "Waxed black leather, brushed buckle, and a brown edge left showing on purpose.",
            ),
            "leather/belts",
            8500,
            lambda pen: draw_belt(pen, Cloth("#2a2624", "leather", trim="#8a5a34")),
            "standing",
            W("Ceinture noire roulée", "Rolled black belt"),
            ("80", "90", "100"),
            anchor="buckle",
            stock="mixed",
        ),
        ProductRecipe(
            "borsa-notte",
            W("Sac Notte", "Notte bag"),
            W(
                "La forme Vera en noir, avec une lanière de nuit plus courte.",
                "The Vera shape in black, with a shorter strap for evenings.",
            ),
            "leather/handbags",
            34500,
            lambda pen: draw_handbag(pen, Cloth("#2d2a2b", "leather"), "knot"),
            "standing",
            W("Sac à rabat noir", "Black flap bag"),
            anchor="front",
            stock="out",
        ),
    ),
    scenes={
        "niche": SceneRecipe(
            W(
                "Le sac vert dans une niche voûtée, olivier en vase",
                "The green bag in an arched niche with olive in a vase",
            ),
            ("borsa-vera",),
            lambda mood, items, seed: niche_scene(ROSE, items[0], seed),
            {"borsa-vera": "front"},
        ),
        "chaise": SceneRecipe(
            W("Le cabas brun sur une chaise de bois courbé", "The brown tote on a bentwood chair"),
            ("cabas-lungarno",),
            chair_scene,
            {"cabas-lungarno": "side"},
        ),
        "fermoir": SceneRecipe(
            W(
                "Gros plan sur le tourniquet laiton du sac cerise",
                "Close-up of the cherry bag's brass turn-lock",
            ),
            ("borsa-vera-rossa",),
            lambda mood, items, seed: detail_shot(mood, items[0], seed, PORTRAIT, "clasp", 1.9, 0),
        ),
        "patere": SceneRecipe(
            W(
                "Sac à dos olive et cabas sable accrochés à des patères",
                "Olive rucksack and sand tote hung on pegs",
            ),
            ("zaino-colle", "cabas-sabbia"),
            lambda mood, items, seed: pegs_scene(ROSE, items, seed),
            {"cabas-sabbia": "side"},
        ),
        "etabli": SceneRecipe(
            W("Sac cerise et ceinture sur l'établi de noyer", "Cherry bag and belt on the walnut bench"),
            ("borsa-vera-rossa", "cinta-dritta"),
            lambda mood, items, seed: flat_lay(mood, items, seed, ground="boards", mark="knot"),
            {"borsa-vera-rossa": "front", "cinta-dritta": "buckle"},
        ),
    },
    posts=(
        PostRecipe(
            "vera-cerise-prix",
            107,
            W(
                "Il reste onze peaux cerise à l'atelier. Tant qu'il y en a, la Vera rouge est moins chère que la verte, qui le prend très mal.",
                "Eleven cherry hides left in the workshop. While they last the red Vera costs less than the green, which is not pleased.",
            ),
            ("etabli", "fermoir", "=borsa-vera-rossa"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "niche",
            44,
            W(
                "Vera, posée. Elle a l'air sage. Elle contient un tournevis, deux romans et un demi-sandwich.",
                "Vera, at rest. She looks well behaved. She holds a screwdriver, two novels and half a sandwich.",
            ),
            ("niche",),
        ),
        PostRecipe(
            "dix-ans",
            176,
            W(
                "Le Lungarno de Giulia, dix ans après. Elle a refusé qu'on le nettoie pour la photo, nous avons obéi et dessiné le neuf.",
                "Giulia's Lungarno is ten. She would not let us clean it for the picture, so here is a new one, waiting its turn.",
            ),
            ("chaise", "=cabas-lungarno"),
        ),
        PostRecipe(
            "cote",
            268,
            W(
                "Côte de San Miniato, 14 %. Le sac est resté en place. Nous, moins.",
                "The hill up to San Miniato is a 14 per cent climb. The rucksack stayed put. We did not.",
            ),
            ("patere", "=zaino-colle"),
        ),
        PostRecipe(
            "fosse",
            372,
            W(
                "Deux mois dans la fosse avec l'écorce de châtaignier. On ne peut pas aller plus vite, on a essayé en 1983.",
                "Two months in the pit with chestnut bark. It cannot be hurried. We tried in 1983.",
            ),
            ("fermoir",),
        ),
        PostRecipe(
            "ceintures",
            493,
            W(
                "Un trou de plus après les fêtes, on le perce gratuitement. Sans commentaire.",
                "One more hole after the holidays? We punch it for free. No remarks.",
            ),
            ("=cinta-dritta", "=cinta-nera"),
        ),
    ),
)
