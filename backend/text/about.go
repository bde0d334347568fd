package text

// What /stats, /health and /help say.
const (
	StatsSummary  ID = "stats.summary"
	StatsTitle    ID = "stats.title"
	StatsCommands ID = "stats.commands"
	StatsUsers    ID = "stats.users"
	StatsServers  ID = "stats.servers"
	StatsReach    ID = "stats.reach"
	StatsShards   ID = "stats.shards"

	HealthSummary ID = "health.summary"
	HealthTitle   ID = "health.title"
	HealthStore   ID = "health.store"
	HealthArchive ID = "health.archive"
	HealthGateway ID = "health.gateway"
	HealthOK      ID = "health.ok"
	HealthDown    ID = "health.down"
	HealthOff     ID = "health.off"
	HealthShards  ID = "health.shards"
	HealthSynced  ID = "health.synced"
	HealthWaiting ID = "health.waiting"

	HelpSummary       ID = "help.summary"
	HelpOption        ID = "help.option"
	HelpTitle         ID = "help.title"
	HelpIntro         ID = "help.intro"
	HelpMore          ID = "help.more"
	HelpNoSuch        ID = "help.no_such"
	HelpRequired      ID = "help.required"
	HelpDocumentation ID = "help.documentation"
	HelpInvite        ID = "help.invite"
	HelpExample       ID = "help.example"
)

func about() area {
	return area{
		StatsSummary:  {en: "How often Feyre was asked, and by how many", de: "Wie oft Feyre gefragt wurde, und von wie vielen", fr: "Combien de fois Feyre a servi, et à combien de personnes"},
		StatsTitle:    {en: "Statistics", de: "Statistik", fr: "Statistiques"},
		StatsCommands: {en: "Commands", de: "Befehle", fr: "Commandes"},
		StatsUsers:    {en: "Users", de: "Benutzer", fr: "Utilisateurs"},
		StatsServers:  {en: "Servers", de: "Server", fr: "Serveurs"},
		StatsReach:    {en: "Reach", de: "Reichweite", fr: "Portée"},
		StatsShards:   {en: "Shards", de: "Shards", fr: "Shards"},

		HealthSummary: {en: "Whether everything that Feyre needs works", de: "Ob alles läuft, was Feyre braucht", fr: "Savoir si tout ce dont Feyre a besoin fonctionne"},
		HealthTitle:   {en: "Health", de: "Status", fr: "État"},
		HealthStore:   {en: "Store", de: "Speicher", fr: "Base de données"},
		HealthArchive: {en: "Archive", de: "Archiv", fr: "Archive"},
		HealthGateway: {en: "Discord", de: "Discord", fr: "Discord"},
		HealthOK:      {en: "works", de: "läuft", fr: "fonctionne"},
		HealthDown:    {en: "does not work", de: "läuft nicht", fr: "ne fonctionne pas"},
		HealthOff:     {en: "off", de: "aus", fr: "désactivé"},
		HealthShards:  {en: "%d of %d shards", de: "%d von %d Shards", fr: "%d shards sur %d"},
		HealthSynced:  {en: "mirrored %s ago", de: "vor %s gespiegelt", fr: "copie faite il y a %s"},
		HealthWaiting: {en: "not mirrored yet", de: "noch nicht gespiegelt", fr: "pas encore de copie"},

		HelpSummary: {en: "What Feyre can do, and how", de: "Was Feyre kann, und wie", fr: "Ce que Feyre sait faire, et comment"},
		HelpOption:  {en: "A command to explain", de: "Ein Befehl, der erklärt werden soll", fr: "Une commande à expliquer"},
		HelpTitle:   {en: "Feyre: dice, initiative, characters", de: "Feyre: Würfel, Initiative, Charaktere", fr: "Feyre : dés, initiative, personnages"},
		HelpIntro: {
			en: "Try /roll expression:4d6k3, or ask for the odds of anything that can be rolled.",
			de: "Versuch /roll expression:4d6k3, oder frag nach den Chancen von allem, was sich würfeln lässt.",
			fr: "Essayez /roll expression:4d6k3, ou demandez les chances de tout ce qui se lance.",
		},
		HelpMore:          {en: "/help command: explains one of them.", de: "/help command: erklärt einen davon.", fr: "/help command: en explique une."},
		HelpNoSuch:        {en: "There is no command %s.", de: "Den Befehl %s gibt es nicht.", fr: "La commande %s n'existe pas."},
		HelpRequired:      {en: "needed", de: "nötig", fr: "requis"},
		HelpDocumentation: {en: "Documentation", de: "Dokumentation", fr: "Documentation"},
		HelpInvite:        {en: "Invite", de: "Einladen", fr: "Inviter"},
		HelpExample:       {en: "Example", de: "Beispiel", fr: "Exemple"},
	}
}
