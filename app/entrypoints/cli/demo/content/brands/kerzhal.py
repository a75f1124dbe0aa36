"""Kerzhal, Douarnenez: stripes and knits from the end of the land. Invented."""

from app.entrypoints.cli.demo.content.recipes import (
    CLOTHES,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
    SceneRecipe,
)
from app.entrypoints.cli.demo.content.registers import french_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bags import draw_tote
from app.entrypoints.cli.demo.drawing.bottoms import draw_trousers
from app.entrypoints.cli.demo.drawing.coats import PEACOAT, draw_coat, draw_work_jacket
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.hats_belts import draw_cap
from app.entrypoints.cli.demo.drawing.knits import draw_knit
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene, line_scene, pegs_scene
from app.entrypoints.cli.demo.drawing.shots import detail_shot, sunlit_shot
from app.entrypoints.cli.demo.drawing.stage import COVER, PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.still_lifes import chair_scene, stack_scene
from app.entrypoints.cli.demo.drawing.tops import MARINIERE, draw_tee

W = Words
MOOD = Mood("#dde3e2", "#d8cdb8", "#22304e", "#9db4bf", "#eee8da", leaf="#7d8a6a")
INK = Mood("#7f98a8", "#c9c1ae", "#22304e", "#c8d4d6", "#eee8da", leaf="#7d8a6a")
SIREN, VAT = french_numbers(2903)
NAVY_KNIT = Cloth("#2b3a55", "knit", trim="#8a6a48")
ECRU_CABLE = Cloth("#e9dec9", "cable")
RUST_KNIT = Cloth("#b25b3c", "knit")
STRIPES = Cloth("#f1ece1", stripe="#22304e")

BRAND = BrandRecipe(
    key="kerzhal",
    name="Kerzhal",
    tagline=W("Des rayures qui ont pris la mer.", "Stripes that have been to sea."),
    story=W(
        "L'atelier donne sur le Port-Rhu. On y tricote des marinières depuis que la conserverie d'à côté a fermé et nous a laissé "
        "ses machines, son monte-charge et deux contremaîtresses têtues. Vingt et une rayures blanches, vingt bleues, aucune exception.",
        "The workshop looks over the Port-Rhu. We have knitted sailors' tops here since the cannery next door closed and left us its "
        "machines, its goods lift and two stubborn forewomen. Twenty-one white stripes, twenty blue, no exceptions.",
    ),
    sector="fashion",
    accent="#22304e",
    country="FR",
    city="Douarnenez",
    seller=DemoSeller(
        "Kerzhal SARL",
        "3 quai de l'Ancienne-Sardine",
        "29100",
        "Douarnenez",
        "FR",
        "bonjour@kerzhal.example",
        "+33 2 61 91 29 03",
        "RCS Quimper",
        SIREN,
        VAT,
    ),
    mark="wave",
    mood=MOOD,
    seal=("#22304e", "#f1ece1"),
    delivery=(2, 4),
    cover=SceneRecipe(
        W(
            "Marinière, caban, vareuse bleue et jean suspendus sur un mur clair",
            "Striped top, pea coat, blue jacket and jeans hung on a pale wall",
        ),
        ("mariniere-port-rhu", "caban-tevennec", "vareuse-conserverie", "jean-quai"),
        lambda mood, items, seed: cover_scene(mood, items, seed, COVER, hung=True),
    ),
    products=(
        ProductRecipe(
            "mariniere-port-rhu",
            W("Marinière Port-Rhu", "Port-Rhu striped top"),
            W(
                "Jersey de coton épais, encolure bateau, coudes renforcés. Elle rétrécit d'un centimètre, c'est prévu.",
                "Heavy cotton jersey, boat neck, reinforced elbows. It shrinks by a centimetre; we allowed for it.",
            ),
            "fashion/tops",
            7500,
            lambda pen: draw_tee(pen, STRIPES, MARINIERE),
            "wall",
            W("Marinière écrue à rayures marine", "Ecru top with navy stripes"),
            CLOTHES,
            colours=(W("Écru et marine", "Ecru and navy"), W("Marine et écru", "Navy and ecru")),
            stock="mixed",
        ),
        ProductRecipe(
            "caban-tevennec",
            W("Caban Tévennec", "Tévennec pea coat"),
            W(
                "Drap de laine 620 g, boutons laiton, poches doublées de velours. Du nom d'un phare où personne n'a tenu l'hiver.",
                "620 g wool, brass buttons, velvet-lined pockets. Named after a lighthouse nobody could winter in.",
            ),
            "fashion/coats",
            28900,
            lambda pen: draw_coat(pen, Cloth("#1f2a44", "twill", trim="#c2a25a"), PEACOAT, False, 4),
            "sunlit",
            W("Caban marine à boutons dorés", "Navy pea coat with brass buttons"),
            CLOTHES,
            anchor="chest",
        ),
        ProductRecipe(
            "pull-sein",
            W("Pull Île-de-Sein", "Île-de-Sein jumper"),
            W(
                "Laine d'agneau, torsades serrées, col roulé qu'on peut rabattre deux fois.",
                "Lambswool, tight cables and a neck that folds down twice.",
            ),
            "fashion/knitwear",
            14900,
            lambda pen: draw_knit(pen, ECRU_CABLE, "roll"),
            "wall",
            W("Pull écru à torsades et col roulé", "Ecru cable jumper with a roll neck"),
            CLOTHES,
            was=17500,
            cut_days=2,
        ),
        ProductRecipe(
            "pull-raye-glenan",
            W("Pull rayé Glénan", "Glénan striped jumper"),
            W(
                "Coton et laine mêlés, pour les soirs où le vent tourne.",
                "Cotton and wool together, for evenings when the wind turns.",
            ),
            "fashion/knitwear",
            11900,
            lambda pen: draw_knit(pen, Cloth("#e6ddcb", "knit", stripe="#20365a")),
            "hung",
            W("Pull écru à larges rayures bleues", "Ecru jumper with wide blue stripes"),
            CLOTHES,
            mood=INK,
        ),
        ProductRecipe(
            "gilet-vigie",
            W("Gilet Vigie", "Vigie cardigan"),
            W(
                "Maille marine, six boutons de bois flotté. Assez long pour s'asseoir dessus.",
                "Navy knit with six driftwood buttons. Long enough to sit on.",
            ),
            "fashion/knitwear",
            13500,
            lambda pen: draw_knit(pen, NAVY_KNIT, open_front=True),
            "wall",
            W("Gilet marine boutonné", "Buttoned navy cardigan"),
            CLOTHES,
            stock="low",
        ),
        ProductRecipe(
            "vareuse-conserverie",
            W("Vareuse Conserverie", "Cannery jacket"),
            W(
                "Toile bleue de travail, trois poches plaquées. Copiée sur celle du père Le Gall, avec sa permission.",
                "Blue work cloth, three patch pockets. Copied from old Mr Le Gall's, with his permission.",
            ),
            "fashion/jackets",
            12500,
            lambda pen: draw_work_jacket(pen, Cloth("#2f5f9e", "twill", trim="#e9e1cf")),
            "hung",
            W("Veste de travail bleue à trois poches", "Blue work jacket with three pockets"),
            CLOTHES,
        ),
        ProductRecipe(
            "jean-quai",
            W("Jean du Quai", "Quay jeans"),
            W(
                "Denim brut de 13 onces, coupe droite, ourlet compris.",
                "13 oz raw denim, straight cut, hemming included.",
            ),
            "fashion/trousers",
            9900,
            lambda pen: draw_trousers(pen, Cloth("#3a5478", "denim", trim="#c58b4a"), 0.85, True),
            "hung",
            W("Jean droit bleu brut", "Straight raw-denim jeans"),
            CLOTHES,
            mood=INK,
        ),
        ProductRecipe(
            "casquette-patron",
            W("Casquette Patron", "Skipper's cap"),
            W("Sergé de laine, cordon tressé, visière courte.", "Wool serge, braided cord, short peak."),
            "fashion/accessories",
            4900,
            lambda pen: draw_cap(pen, Cloth("#22304e", "twill", trim="#e6d7b0")),
            "wall",
            W("Casquette de marin bleu marine", "Navy sailor's cap"),
            stock="out",
        ),
        ProductRecipe(
            "cabas-criee",
            W("Cabas de la Criée", "Fish-market tote"),
            W(
                "Toile à voile, anses de cuir, assez grand pour un bar de ligne.",
                "Sailcloth with leather handles, big enough for a line-caught bass.",
            ),
            "leather/totes",
            6900,
            lambda pen: draw_tote(pen, Cloth("#e7dcc4", "canvas", trim="#8a5a34"), "wave"),
            "standing",
            W("Cabas de toile écrue à anses de cuir", "Ecru canvas tote with leather handles"),
        ),
    ),
    scenes={
        "etendoir": SceneRecipe(
            W(
                "Une marinière et un jean sèchent sur un fil au-dessus de la mer",
                "A striped top and jeans dry on a line above the sea",
            ),
            ("mariniere-port-rhu", "jean-quai"),
            line_scene,
        ),
        "pateres": SceneRecipe(
            W(
                "Gilet marine et cabas accrochés à une patère d'entrée",
                "Navy cardigan and tote hung on hall pegs",
            ),
            ("gilet-vigie", "cabas-criee"),
            pegs_scene,
            {"gilet-vigie": "left"},
        ),
        "pile": SceneRecipe(
            W(
                "Pile de trois pulls pliés sur un tabouret, près d'un vase",
                "Three folded jumpers stacked on a stool beside a vase",
            ),
            ("gilet-vigie", "pull-sein", "pull-raye-glenan"),
            lambda mood, items, seed: stack_scene(
                mood,
                [
                    (items[0].key, NAVY_KNIT),
                    (items[1].key, ECRU_CABLE),
                    ("", RUST_KNIT),
                    (items[2].key, Cloth("#e6ddcb", "knit", stripe="#20365a")),
                ],
                seed,
            ),
        ),
        "torsades": SceneRecipe(
            W("Gros plan sur les torsades du pull écru", "Close-up of the ecru jumper's cables"),
            ("pull-sein",),
            lambda mood, items, seed: detail_shot(INK, items[0], seed, PORTRAIT, "chest", 2.0),
        ),
        "a-plat": SceneRecipe(
            W(
                "Marinière, jean et casquette posés sur un drap de lin",
                "Striped top, jeans and cap laid on a linen sheet",
            ),
            ("mariniere-port-rhu", "jean-quai", "casquette-patron"),
            flat_lay,
            {"jean-quai": "centre"},
        ),
        "caban": SceneRecipe(
            W(
                "Le caban sur un mur bleu gris, une fenêtre se dessine derrière",
                "The pea coat on a blue-grey wall with window light behind",
            ),
            ("caban-tevennec",),
            lambda mood, items, seed: sunlit_shot(INK, items[0], seed, PORTRAIT),
            {"caban-tevennec": "chest"},
        ),
        "chaise": SceneRecipe(
            W(
                "Le cabas de toile sur une chaise de bistrot, eucalyptus à côté",
                "The canvas tote on a bentwood chair, eucalyptus beside it",
            ),
            ("cabas-criee",),
            chair_scene,
        ),
    },
    posts=(
        PostRecipe(
            "pull-sein-prix",
            26,
            W(
                "On change de filature, alors les derniers pulls Île-de-Sein de l'ancienne laine partent à meilleur prix. Mêmes torsades, même entêtement.",
                "We are changing spinners, so the last Île-de-Sein jumpers in the old wool go for less. Same cables, same stubbornness.",
            ),
            ("=pull-sein", "torsades"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "jour-de-lessive",
            52,
            W(
                "Vent d'ouest, douze nœuds : sec en quarante minutes. La machine à laver n'a jamais tué une marinière, le sèche-linge oui.",
                "Westerly, twelve knots: dry in forty minutes. No washing machine ever killed a striped top. Tumble dryers have.",
            ),
            ("etendoir",),
        ),
        PostRecipe(
            "a-l-entree",
            128,
            W(
                "Ce qui reste accroché derrière la porte, d'octobre à mai.",
                "What stays behind the door from October to May.",
            ),
            ("pateres", "=caban-tevennec"),
        ),
        PostRecipe(
            "pile-de-pulls",
            214,
            W(
                "Rangés par ordre de fidélité. Le gilet Vigie est en dessous, mais c'est lui qui tient tout.",
                "Stacked in order of loyalty. The Vigie cardigan is at the bottom, holding everyone up.",
            ),
            ("pile",),
        ),
        PostRecipe(
            "vingt-et-une-rayures",
            330,
            W(
                "Vingt et une blanches, vingt bleues. Yvonne recompte chaque pièce à la sortie du métier, à voix haute, et gare à qui lui parle.",
                "Twenty-one white, twenty blue. Yvonne counts every piece off the machine, out loud, and woe to whoever talks to her.",
            ),
            ("a-plat", "=mariniere-port-rhu"),
        ),
        PostRecipe(
            "caban-et-phare",
            447,
            W(
                "Tévennec, c'est le phare qu'on voit de la plage quand la brume se lève. Le caban, lui, se voit dans la brume aussi : les boutons brillent.",
                "Tévennec is the lighthouse you can see from the beach when the fog lifts. The coat you can see in the fog too. It's the buttons.",
            ),
            ("caban", "chaise"),
        ),
    ),
)
