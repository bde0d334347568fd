package text

// CommandName is the id of the translations of a command's or a verb's name, which is one word. The English is the declaration's.
func CommandName(word string) ID { return ID("/" + word) }

// OptionName is the id of the translations of an option's name. The English is the declaration's.
func OptionName(name string) ID { return ID(name + ":") }

// names translates what people type, by Discord's rules for names: lower case, no spaces, different among siblings.
func names() area {
	return area{
		"/roll":      {de: "würfeln", fr: "lancer"},
		"/odds":      {de: "chancen", fr: "chances"},
		"/init":      {de: "initiative", fr: "initiative"},
		"/character": {de: "charakter", fr: "personnage"},
		"/save":      {de: "speichern", fr: "enregistrer"},
		"/help":      {de: "hilfe", fr: "aide"},
		"/stats":     {de: "statistik", fr: "statistiques"},
		"/health":    {de: "status", fr: "état"},
		"/ping":      {de: "ping", fr: "ping"},
		"/privacy":   {de: "datenschutz", fr: "confidentialité"},

		"/join":      {de: "beitreten", fr: "rejoindre"},
		"/get":       {de: "anzeigen", fr: "afficher"},
		"/next":      {de: "weiter", fr: "suivant"},
		"/prev":      {de: "zurück", fr: "précédent"},
		"/undo":      {de: "rückgängig", fr: "annuler"},
		"/reset":     {de: "verwerfen", fr: "effacer"},
		"/gm":        {de: "sl", fr: "mj"},
		"/settings":  {de: "einstellungen", fr: "réglages"},
		"/leave":     {de: "verlassen", fr: "quitter"},
		"/remove":    {de: "entfernen", fr: "retirer"},
		"/move":      {de: "verschieben", fr: "déplacer"},
		"/delay":     {de: "warten", fr: "attendre"},
		"/enter":     {de: "handeln", fr: "agir"},
		"/ready":     {de: "bereithalten", fr: "préparer"},
		"/hp":        {de: "tp", fr: "pv"},
		"/ac":        {de: "rk", fr: "ca"},
		"/condition": {de: "zustand", fr: "état"},
		"/note":      {de: "notiz", fr: "note"},
		"/hide":      {de: "verbergen", fr: "cacher"},

		"/add":    {de: "hinzufügen", fr: "ajouter"},
		"/list":   {de: "liste", fr: "liste"},
		"/select": {de: "wählen", fr: "choisir"},
		"/edit":   {de: "ändern", fr: "modifier"},
		"/set":    {de: "setzen", fr: "définir"},
		"/unset":  {de: "löschen", fr: "effacer"},
		"/show":   {de: "anzeigen", fr: "afficher"},
		"/export": {de: "exportieren", fr: "exporter"},
		"/delete": {de: "löschen", fr: "effacer"},

		"expression:":  {de: "ausdruck", fr: "expression"},
		"secret:":      {de: "geheim", fr: "secret"},
		"command:":     {de: "befehl", fr: "commande"},
		"character:":   {de: "charakter", fr: "personnage"},
		"roll:":        {de: "wurf", fr: "jet"},
		"count:":       {de: "anzahl", fr: "nombre"},
		"hp:":          {de: "tp", fr: "pv"},
		"ac:":          {de: "rk", fr: "ca"},
		"hidden:":      {de: "verborgen", fr: "caché"},
		"open:":        {de: "offen", fr: "ouvert"},
		"skip_downed:": {de: "liegende_überspringen", fr: "passer_à_terre"},
		"game_master:": {de: "spielleitung", fr: "meneur"},
		"before:":      {de: "vor", fr: "avant"},
		"after:":       {de: "nach", fr: "après"},
		"trigger:":     {de: "auslöser", fr: "déclencheur"},
		"change:":      {de: "änderung", fr: "changement"},
		"max:":         {de: "max", fr: "max"},
		"temp:":        {de: "temp", fr: "temp"},
		"value:":       {de: "wert", fr: "valeur"},
		"name:":        {de: "name", fr: "nom"},
		"rounds:":      {de: "runden", fr: "rounds"},
		"at:":          {de: "wann", fr: "quand"},
		"turn_of:":     {de: "zug_von", fr: "tour_de"},
		"remove:":      {de: "entfernen", fr: "retirer"},
		"text:":        {de: "text", fr: "texte"},
		"how:":         {de: "wie", fr: "comment"},
		"id:":          {de: "nummer", fr: "numéro"},
		"initiative:":  {de: "initiative", fr: "initiative"},
		"here:":        {de: "hier", fr: "ici"},
	}
}
