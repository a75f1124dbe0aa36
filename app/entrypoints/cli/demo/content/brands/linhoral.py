"""Linhoral, Guimarães: Portuguese linen. Invented."""

from app.entrypoints.cli.demo.content.recipes import (
    CLOTHES,
    BrandRecipe,
    PostRecipe,
    ProductRecipe,
    SceneRecipe,
)
from app.entrypoints.cli.demo.content.registers import portuguese_numbers
from app.entrypoints.cli.demo.content.shapes import DemoSeller, Words
from app.entrypoints.cli.demo.drawing.bottoms import draw_scarf, draw_skirt, draw_trousers
from app.entrypoints.cli.demo.drawing.dresses import draw_dress
from app.entrypoints.cli.demo.drawing.flat_lays import flat_lay
from app.entrypoints.cli.demo.drawing.materials import Cloth
from app.entrypoints.cli.demo.drawing.rooms import cover_scene, line_scene, pegs_scene, rail_scene
from app.entrypoints.cli.demo.drawing.shots import detail_shot
from app.entrypoints.cli.demo.drawing.stage import COVER, PORTRAIT, Mood
from app.entrypoints.cli.demo.drawing.still_lifes import stack_scene
from app.entrypoints.cli.demo.drawing.tops import draw_shirt, draw_tee

W = Words
MOOD = Mood("#b9c6d3", "#d3cabb", "#3d5478", "#e6d3ae", "#eeeae0", leaf="#808d72")
SAND = Mood("#e5dac6", "#d6c7ac", "#3d5478", "#b9c6d3", "#f1ebde", leaf="#808d72")
NIF, VAT = portuguese_numbers(4810)
SAGE, BLUE, CHALK = (
    Cloth("#a9b79c", "linen", trim="#efe7d6"),
    Cloth("#8fa9c4", "linen", trim="#f2ece0"),
    Cloth("#efe8da", "linen", trim="#e0d3bc"),
)

BRAND = BrandRecipe(
    key="linhoral",
    name="Linhoral",
    tagline=W("Du lin, froissé comme il faut.", "Linen, properly creased."),
    story=W(
        "Guimarães tisse depuis le Moyen Âge. Linhoral a repris trois métiers d'une fabrique familiale et n'y fait passer que du lin européen, "
        "teint en petites cuves. Nos chemises arrivent lavées, donc déjà à vous.",
        "Guimarães has been weaving since the Middle Ages. Linhoral took over three looms from a family mill and runs nothing on them but "
        "European flax, dyed in small vats. Our shirts arrive washed, so they are already yours.",
    ),
    sector="fashion",
    accent="#3d5478",
    country="PT",
    city="Guimarães",
    seller=DemoSeller(
        "Linhoral Tecelagem, Lda.",
        "Rua do Linho Manso 48",
        "4810-999",
        "Guimarães",
        "PT",
        "ola@linhoral.example",
        "+351 200 000 481",
        "Conservatória do Registo Comercial de Guimarães",
        NIF,
        VAT,
    ),
    mark="flax",
    mood=MOOD,
    seal=("#3d5478", "#f1ebde"),
    delivery=(4, 6),
    shop_path="loja",
    cover=SceneRecipe(
        W(
            "Chemises, robe et pantalon de lin suspendus sur un mur bleu lin",
            "Linen shirts, dress and trousers hung on a flax-blue wall",
        ),
        ("camisa-minho", "camisa-riscas", "vestido-tarde", "calca-larga"),
        lambda mood, items, seed: cover_scene(mood, items, seed, COVER, hung=True),
    ),
    products=(
        ProductRecipe(
            "camisa-minho",
            W("Chemise Minho", "Minho shirt"),
            W(
                "Lin sauge 160 g, col souple, une poche. Elle se porte froissée, c'est même le but.",
                "160 g sage linen, soft collar, one pocket. Wear it creased; that is the point.",
            ),
            "fashion/shirts",
            8900,
            lambda pen: draw_shirt(pen, SAGE),
            "hung",
            W("Chemise de lin vert sauge", "Sage-green linen shirt"),
            CLOTHES,
        ),
        ProductRecipe(
            "camisa-riscas",
            W("Chemise Riscas", "Riscas shirt"),
            W(
                "Rayures bleues tissées, pas imprimées : elles pâlissent ensemble.",
                "Blue stripes woven in, not printed, so they fade together.",
            ),
            "fashion/shirts",
            9500,
            lambda pen: draw_shirt(pen, Cloth("#eef0ef", "plain", trim="#f5f1e8", stripe="#8fb0cf")),
            "hung",
            W("Chemise à fines rayures bleues", "Shirt with fine blue stripes"),
            CLOTHES,
            was=11000,
            cut_days=7,
            mood=SAND,
        ),
        ProductRecipe(
            "camisa-anil",
            W("Chemise Anil", "Anil shirt"),
            W(
                "Teinte à l'indigo en trois bains. Lavez-la seule les deux premières fois.",
                "Dipped three times in indigo. Wash it alone the first two times.",
            ),
            "fashion/shirts",
            9900,
            lambda pen: draw_shirt(pen, BLUE, pocket=False),
            "sunlit",
            W("Chemise de lin bleu", "Blue linen shirt"),
            CLOTHES,
            stock="low",
            mood=SAND,
        ),
        ProductRecipe(
            "t-shirt-eira",
            W("Tee-shirt Eira", "Eira tee"),
            W(
                "Jersey de lin, fluide, manches un peu longues. Ocre, comme l'aire à battre.",
                "Fluid linen jersey with slightly long sleeves. Ochre, like a threshing floor.",
            ),
            "fashion/tops",
            5500,
            lambda pen: draw_tee(pen, Cloth("#c99a5e", "linen"), pocket=True),
            "wall",
            W("Tee-shirt ocre à poche", "Ochre tee with a pocket"),
            CLOTHES,
        ),
        ProductRecipe(
            "calca-larga",
            W("Pantalon Larga", "Larga trousers"),
            W(
                "Taille élastiquée cachée, jambe ample, ourlet large qu'on peut lâcher.",
                "Hidden elastic waist, wide leg, a deep hem to let down.",
            ),
            "fashion/trousers",
            10500,
            lambda pen: draw_trousers(pen, Cloth("#b8a890", "linen", trim="#6b5a45"), 1.35),
            "hung",
            W("Pantalon large en lin naturel", "Wide natural-linen trousers"),
            CLOTHES,
        ),
        ProductRecipe(
            "vestido-tarde",
            W("Robe Tarde", "Tarde dress"),
            W(
                "Taille froncée, manches courtes, lin bleu nuit. Les poches tiennent un livre.",
                "Gathered waist, short sleeves, night-blue linen. The pockets hold a paperback.",
            ),
            "fashion/dresses",
            13900,
            lambda pen: draw_dress(pen, Cloth("#3d5478", "linen")),
            "sunlit",
            W("Robe de lin bleu nuit", "Night-blue linen dress"),
            CLOTHES,
            mood=SAND,
        ),
        ProductRecipe(
            "saia-roda",
            W("Jupe Roda", "Roda skirt"),
            W(
                "Portefeuille, à nouer, terre de brique. Une seule taille par hanche.",
                "A wrap skirt in brick red. Tie it where you like it.",
            ),
            "fashion/skirts",
            8900,
            lambda pen: draw_skirt(pen, Cloth("#b9654a", "linen"), 0),
            "hung",
            W("Jupe portefeuille brique", "Brick-red wrap skirt"),
            CLOTHES,
            stock="mixed",
        ),
        ProductRecipe(
            "lenco-dobra",
            W("Étole Dobra", "Dobra stole"),
            W(
                "Lin et laine, trame lâche, franges nouées.",
                "Linen and wool, loosely woven, with knotted fringes.",
            ),
            "fashion/accessories",
            6500,
            lambda pen: draw_scarf(pen, Cloth("#d9cdb6", "linen", stripe="#6f86a8")),
            "wall",
            W("Étole beige à carreaux bleus", "Beige stole with a blue check"),
            stock="preorder",
        ),
    ),
    scenes={
        "portant": SceneRecipe(
            W(
                "Trois chemises de lin sur un portant, sauge, rayée et bleue",
                "Three linen shirts on a rail, sage, striped and blue",
            ),
            ("camisa-minho", "camisa-riscas", "camisa-anil"),
            lambda mood, items, seed: rail_scene(SAND, items, seed),
        ),
        "seche": SceneRecipe(
            W("Robe bleue et étole à sécher au grand air", "Blue dress and stole drying in the open air"),
            ("vestido-tarde", "lenco-dobra"),
            lambda mood, items, seed: line_scene(mood, items, seed, sky="#d3dfe4", water="#7d9a86"),
        ),
        "pile": SceneRecipe(
            W("Pile de lin plié sur un tabouret", "Folded linen stacked on a stool"),
            ("calca-larga", "camisa-minho", "camisa-anil"),
            lambda mood, items, seed: stack_scene(
                mood,
                [
                    (items[0].key, Cloth("#b8a890", "linen")),
                    (items[1].key, SAGE),
                    ("", CHALK),
                    (items[2].key, BLUE),
                ],
                seed,
                leaf="olive",
            ),
        ),
        "trame": SceneRecipe(
            W(
                "Gros plan sur la trame et la poche de la chemise sauge",
                "Close-up of the sage shirt's weave and pocket",
            ),
            ("camisa-minho",),
            lambda mood, items, seed: detail_shot(SAND, items[0], seed, PORTRAIT, "chest", 2.4),
        ),
        "a-plat": SceneRecipe(
            W(
                "Tee-shirt ocre, pantalon de lin et étole posés à plat",
                "Ochre tee, linen trousers and stole laid flat",
            ),
            ("t-shirt-eira", "calca-larga", "lenco-dobra"),
            lambda mood, items, seed: flat_lay(mood, items, seed, leaf="eucalyptus"),
        ),
        "pateres": SceneRecipe(
            W("Jupe brique et étole sur des patères", "Brick-red skirt and stole on pegs"),
            ("saia-roda", "lenco-dobra"),
            lambda mood, items, seed: pegs_scene(SAND, items, seed),
        ),
    },
    posts=(
        PostRecipe(
            "riscas-prix",
            165,
            W(
                "La Riscas laisse la place aux couleurs d'automne. Elle part à prix réduit, et sans regret : les rayures reviennent toujours.",
                "The Riscas makes room for the autumn colours. It leaves at a lower price and with no hard feelings. Stripes always come back.",
            ),
            ("=camisa-riscas", "portant"),
            promotion=True,
            pinned=True,
        ),
        PostRecipe(
            "froisse",
            20,
            W(
                "Question reçue cette semaine : comment la garder lisse ? Réponse de Fátima, quarante ans de tissage : pourquoi faire ?",
                "A question we got this week: how do I keep it smooth? Fátima, forty years at the loom: whatever for?",
            ),
            ("trame", "=camisa-minho"),
        ),
        PostRecipe(
            "tarde",
            108,
            W(
                "Six heures du soir à Guimarães, l'heure où les rideaux bougent.",
                "Six in the evening in Guimarães, when the curtains start to move.",
            ),
            ("seche",),
        ),
        PostRecipe(
            "trois-cuves",
            246,
            W(
                "Trois cuves, trois bleus, et les mains de Rui pour une semaine.",
                "Three vats, three blues, and Rui's hands for a week.",
            ),
            ("=camisa-anil", "pile"),
        ),
        PostRecipe(
            "dans-la-valise",
            348,
            W(
                "Trois jours, un bagage cabine. Roulez, ne pliez pas : on vous aura prévenus.",
                "Three days, one cabin bag. Roll, don't fold. You have been told.",
            ),
            ("a-plat",),
        ),
        PostRecipe(
            "dobra-bientot",
            488,
            W(
                "L'étole Dobra revient du tissage fin du mois. Les précommandes partent les premières, dans l'ordre.",
                "The Dobra stole is back from the loom at the end of the month. Pre-orders leave first, in order.",
            ),
            ("pateres", "=lenco-dobra"),
        ),
    ),
)
