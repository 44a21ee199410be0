"""Word lists of the official register: the small words of English, and the nouns that head official terms.

They are general knowledge of English and of official prose translated from Chinese, written by hand; no list holds
an expected answer. Change them here and the miner changes.
"""

DETERMINERS = frozenset(
    "the a an this that these those its their our his her your my some any all such each every both another no"
    " either neither what which whose".split()
)
PREPOSITIONS = frozenset(
    "of in on at to for with by from as given under between among along through into across over against within during"
    " toward towards upon after before since without via per than like about around despite until throughout"
    " regarding concerning including amid beyond behind near above below up off out down onto unlike besides".split()
)
JOINTS = frozenset("of for in on to with between from at by along under as".split())
"""Prepositions over which a term may run: "upper reaches of the Yangtze River"."""
COORDINATORS = frozenset(("and", "&"))
FUNCTION = frozenset(
    "i we you he she it they us me him them himself itself themselves ourselves who whom there here something nothing"
    " everything anyone everyone others one ones if because although though while when where how why so that unless"
    " except but or nor yet not whether versus vs etc".split()
)
VERBS = frozenset(
    "can could may might must shall should will would do does did have has had having is are was were be been being am"
    " get gets got let lets make makes made go goes went cannot take takes took come comes came said says".split()
)
ADVERBS = frozenset(
    "also very more most less least only just even still already now then thus therefore however moreover furthermore"
    " meanwhile too again well together rather quite always never often once soon later ago far further almost nearly"
    " ever instead else away back forward today tomorrow yesterday otherwise hence finally firstly secondly thirdly"
    " additionally currently recently besides apart mainly particularly especially respectively simultaneously".split()
)
QUANTIFIERS = frozenset(
    "many much few several various numerous other same own certain different respective relevant whole entire total"
    " enough half latter former following previous current recent next last first second third fourth fifth sixth"
    " seventh eighth ninth tenth upcoming past more most further additional multiple countless".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday".split()
)
UNITS = frozenset(
    "year years month months day days week weeks hour hours minute minutes second seconds kilometer kilometers"
    " kilometre kilometres km meter meters metre metres mile miles hectare hectares mu yuan rmb usd dollar dollars euro"
    " euros percent percentage people person persons residents households cases countries country times time million"
    " billion trillion ton tons tonnes decades decade companies points trips quarter quarters half types kinds batches"
    " branches hospitals items pieces degrees participants journalists spectators children women men students jobs"
    " villagers patients categories ports projects provinces cities regions routes".split()
)
"""What is merely counted: a numeral before them makes a quantity and no name."""

PARTICIPLES = frozenset(
    "leading pioneering emerging developing thriving supporting manufacturing shared advanced".split()
)
"""Participles that open terms as adjectives do."""

EMPTY_HEADS = frozenset(
    "year month week day today time way thing lot part number amount example case progress effort fact kind type aspect"
    " question answer speech introduction attention interest regard step matter result end beginning side point view"
    " quarter decade percent addition order place basis role reason need idea word line future figure range"
    " series variety journalist reporter friend thanks rest past present sense situation opportunity"
    " challenge advantage achievement improvement increase growth level respect term field mind success contribution"
    " importance emphasis focus support use help start move pace process course experience spirit concern benefit"
    " issue information material event occasion news scene section speaker chairperson gentleman lady resident"
    " total majority scale share value capacity ability objective purpose expectation requirement condition factor"
    " success subject means instruction statement remark comment response reply inquiry visit trip".split()
)
"""Heads that say nothing of a subject field; a term seldom rests on them."""

WEAK_MODIFIERS = frozenset(
    "more many other such various different same great good better best large larger high"
    " higher highest low strong stronger last further additional relevant related overall full"
    " whole entire early late small own several certain significant huge basic particular possible"
    " able next previous recent current real true actual specific similar solid remarkable fruitful vast"
    " vital essential ambitious active effective clear fresh rich beautiful charming unique popular famous entire"
    " corresponding respective sufficient considerable substantial excellent outstanding enormous tremendous top-tier"
    " top-notch cutting-edge unprecedented unparalleled".split()
)
"""Adjectives that praise, compare or measure; they open descriptions more often than terms."""

BODIES = frozenset(
    "zone area region circle center hub park port district city town county village bridge station river mountain basin"
    " railway express line corridor waterway committee commission bureau council congress conference court bank fund"
    " university institute academy laboratory association federation organization group company office department"
    " project initiative expo fair forum summit festival circle report law".split()
)
"""Nouns that end a name of a place, a body or an undertaking; what follows them over an "and" is another name."""

PAPERS = frozenset(("law", "report"))
"""Those of them that are also what a body is for: "University of Political Science and Law"."""

OFFICIAL_HEADS = frozenset(
    "zone area region belt corridor circle center hub park port base cluster district city town township county"
    " province village municipality river basin reservoir mountain bridge station airport line railway expressway"
    " waterway gateway fulcrum platform highland barrier"
    " committee commission bureau council congress conference ministry department government administration agency"
    " court procuratorate bank fund university institute academy laboratory association federation organization"
    " alliance league party delegation group corporation enterprise company bloc office"
    " initiative strategy plan program project campaign action policy system mechanism framework model scheme"
    " layout reform report law regulation act measure guideline opinion document agreement treaty declaration charter"
    " constitution outline thought theory principle concept philosophy rule right"
    " expo fair forum summit session meeting festival exhibition competition plenary"
    " economy industry sector market entity service trade investment finance tax development revitalization"
    " vitalization urbanization modernization industrialization digitalization informatization integration innovation"
    " governance security safety protection conservation prevention control manufacturing processing agriculture"
    " infrastructure technology internet chain supply productivity force transformation upgrading renewal rejuvenation"
    " prosperity poverty alleviation society civilization culture environment ecology waste pollution energy vehicle"
    " network express train transport transportation logistics connectivity opening-up opening cooperation"
    " secretary mayor premier minister president chairman director councilor deputy governor delegate spokesperson"
    " leadership democracy socialism confidence community partnership well-being livelihood"
    " material equipment facility display storage vocational code license ban".split()
)
"""Nouns that head the names and terms of government, planning, economy, transport and environment."""

TOPICAL_HEADS = frozenset(
    "discipline corruption bribery supervision oversight inspection audit accountability democracy consultation"
    " election sovereignty territory unification reunification consensus diplomacy multilateralism hegemony terrorism"
    " separatism extremism army military defense troop deterrence weapon cadre intellectual minority ethnicity"
    " nationality religion ideology morality ethics heritage education curriculum healthcare medicine insurance pension"
    " welfare relief housing employment income wage distribution consumption production capital labor property"
    " ownership monopoly competition tariff budget currency bond credit loan debt jurisdiction procedure litigation"
    " crime offense penalty punishment justice judiciary legislation statute ordinance provision directive convention"
    " protocol decree custody prosecution investigation emergency disaster epidemic pandemic virus vaccine climate"
    " carbon emission electricity coal mineral grassland wetland desert ocean biodiversity species habitat park reserve"
    " crop livestock fishery irrigation machinery semiconductor software robot satellite spacecraft aircraft vessel"
    " intelligence algorithm talent research patent standard struggle revolution movement undertaking centenary stage"
    " front marxism capitalism communism materialism union secretariat parliament assembly senate cabinet tribunal"
    " embassy subsidy incentive quota permit procurement tender auction privatization nationalization deregulation"
    " container cargo shipping tourism retail e-commerce payment blockchain household farmland reclamation exchange"
    " dialogue mediation peacekeeping sanction".split()
)
"""Nouns of law, economy, defence, society and nature that head terms of their fields, and everyday phrases too."""

ACTIONS = frozenset(
    "construction development building creation establishment promotion implementation improvement advancement"
    " expansion growth strengthening integration reform opening transformation upgrading formation introduction"
    " realization balancing achievement completion enhancement acceleration optimization adoption use exploration"
    " launch operation support management protection".split()
)
"""Nouns of doing: with "of" they make a sentence shorter ("the construction of the zone") more often than a term."""

OFFICES = frozenset(
    "director secretary mayor deputy minister president chairman chairperson governor member premier head councilor"
    " vice-president spokesperson representative envoy ambassador commissioner general vice chief leader official"
    " expert professor researcher manager officer".split()
)
"""Nouns for who holds an office; with a preposition they say where somebody works."""
