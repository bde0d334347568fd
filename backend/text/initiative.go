package text

// What /init says. Names of combatants and conditions are arguments, shown literally.
const (
	InitSummary          ID = "init.summary"
	InitDetails          ID = "init.details"
	InitJoinSummary      ID = "init.join"
	InitGetSummary       ID = "init.get"
	InitNextSummary      ID = "init.next"
	InitPrevSummary      ID = "init.prev"
	InitLeaveSummary     ID = "init.leave"
	InitRemoveSummary    ID = "init.remove"
	InitResetSummary     ID = "init.reset"
	InitMoveSummary      ID = "init.move"
	InitDelaySummary     ID = "init.delay"
	InitEnterSummary     ID = "init.enter"
	InitReadySummary     ID = "init.ready"
	InitHPSummary        ID = "init.hp"
	InitACSummary        ID = "init.ac"
	InitConditionSummary ID = "init.condition"
	InitNoteSummary      ID = "init.note"
	InitHideSummary      ID = "init.hide"
	InitUndoSummary      ID = "init.undo"
	InitGMSummary        ID = "init.gm"
	InitSettingsSummary  ID = "init.settings"

	InitOptionName       ID = "init.option.name"
	InitOptionRoll       ID = "init.option.roll"
	InitOptionCount      ID = "init.option.count"
	InitOptionHP         ID = "init.option.hp"
	InitOptionAC         ID = "init.option.ac"
	InitOptionHidden     ID = "init.option.hidden"
	InitOptionCharacter  ID = "init.option.character"
	InitOptionWhich      ID = "init.option.which"
	InitOptionBefore     ID = "init.option.before"
	InitOptionAfter      ID = "init.option.after"
	InitOptionTrigger    ID = "init.option.trigger"
	InitOptionChange     ID = "init.option.change"
	InitOptionMax        ID = "init.option.max"
	InitOptionTemp       ID = "init.option.temp"
	InitOptionArmor      ID = "init.option.armor"
	InitOptionCondition  ID = "init.option.condition"
	InitOptionRounds     ID = "init.option.rounds"
	InitOptionAt         ID = "init.option.at"
	InitOptionTurnOf     ID = "init.option.turn_of"
	InitOptionRemove     ID = "init.option.remove"
	InitOptionNote       ID = "init.option.note"
	InitOptionHow        ID = "init.option.how"
	InitOptionOpen       ID = "init.option.open"
	InitOptionSkip       ID = "init.option.skip"
	InitOptionGameMaster ID = "init.option.game_master"
	InitOptionTurn       ID = "init.option.turn"

	InitAtStart    ID = "init.at.start"
	InitAtEnd      ID = "init.at.end"
	InitHideShown  ID = "init.hide.shown"
	InitHideWords  ID = "init.hide.words"
	InitHideBare   ID = "init.hide.bare"
	InitHideUnseen ID = "init.hide.unseen"

	InitTitle       ID = "init.title"
	InitTitleRound  ID = "init.title_round"
	InitTitleGM     ID = "init.title_gm"
	InitEmpty       ID = "init.empty"
	InitTryJoin     ID = "init.try_join"
	InitArmor       ID = "init.armor"
	InitDelaying    ID = "init.delaying"
	InitReady       ID = "init.ready_state"
	InitThisTurn    ID = "init.this_turn"
	InitSomebody    ID = "init.somebody"
	InitHurt        ID = "init.hurt"
	InitBloodied    ID = "init.bloodied"
	InitDown        ID = "init.down"
	InitMarkWords   ID = "init.mark.words"
	InitMarkBare    ID = "init.mark.bare"
	InitMarkUnseen  ID = "init.mark.unseen"
	InitMore        ID = "init.more"
	InitYourTurn    ID = "init.your_turn"
	InitYourTurnToo ID = "init.your_turn_unseen"

	InitButtonBegin   ID = "init.button.begin"
	InitButtonNext    ID = "init.button.next"
	InitButtonPrev    ID = "init.button.prev"
	InitButtonJoin    ID = "init.button.join"
	InitButtonUndo    ID = "init.button.undo"
	InitButtonGM      ID = "init.button.gm"
	InitButtonRefresh ID = "init.button.refresh"
	InitButtonReset   ID = "init.button.reset"
	InitButtonKeep    ID = "init.button.keep"

	InitModalTitle ID = "init.modal.title"
	InitModalName  ID = "init.modal.name"
	InitModalRoll  ID = "init.modal.roll"

	InitResetAsk  ID = "init.reset_ask"
	InitResetKept ID = "init.reset_kept"
	InitResetDone ID = "init.reset_done"

	InitSettingsTitle  ID = "init.settings.title"
	InitSettingsOpen   ID = "init.settings.open"
	InitSettingsClosed ID = "init.settings.closed"
	InitSettingsSkip   ID = "init.settings.skip"
	InitSettingsKeep   ID = "init.settings.keep"
	InitSettingsMaster ID = "init.settings.master"
)

// initiative is everything that /init says.
func initiative() area {
	all := area{}
	for _, part := range []area{initiativeVerbs(), initiativeOptions(), initiativeTable(), initiativeEvents(), initiativeFaults(), initiativeConditions()} {
		for id, sentence := range part {
			all[id] = sentence
		}
	}
	return all
}

func initiativeVerbs() area {
	return area{
		InitSummary: {en: "Whose turn it is", de: "Wer am Zug ist", fr: "Savoir à qui est le tour"},
		InitDetails: {
			en: "A turn tracker for each channel. Join with a name and a roll, or with your active character; count:3 adds Goblin 1 to 3. Everybody may act on their own; who started it, and members who may manage messages, on all. In every round each has exactly one turn, whoever joins, leaves or rolls again.",
			de: "Eine Zugfolge für jeden Kanal. Tritt mit Namen und Wurf bei oder mit deinem aktiven Charakter; count:3 fügt Goblin 1 bis 3 hinzu. Jeder handelt für die eigenen Kämpfer, für alle nur, wer den Kampf begonnen hat oder Nachrichten verwalten darf. In jeder Runde ist jeder genau einmal am Zug, egal, wer dazukommt, geht oder neu würfelt.",
			fr: "Un suivi d'initiative par salon. Rejoignez avec un nom et un jet, ou avec votre personnage actif ; count:3 ajoute Gobelin 1 à 3. Chacun agit sur ses combattants ; qui a commencé le combat ou peut gérer les messages agit sur tous. À chaque round, chacun a exactement un tour, peu importe qui arrive, part ou relance.",
		},
		InitJoinSummary:      {en: "Join, or roll again", de: "Beitreten oder neu würfeln", fr: "Rejoindre, ou relancer"},
		InitGetSummary:       {en: "Show the tracker anew", de: "Die Zugfolge neu zeigen", fr: "Afficher à nouveau le suivi"},
		InitNextSummary:      {en: "End the turn and begin the next", de: "Den Zug beenden, der nächste beginnt", fr: "Finir le tour, passer au suivant"},
		InitPrevSummary:      {en: "Go back to the turn before", de: "Zum vorigen Zug zurück", fr: "Revenir au tour précédent"},
		InitLeaveSummary:     {en: "Leave the fight", de: "Den Kampf verlassen", fr: "Quitter le combat"},
		InitRemoveSummary:    {en: "Take a combatant out", de: "Einen Kämpfer herausnehmen", fr: "Retirer un combattant"},
		InitResetSummary:     {en: "Throw the fight away", de: "Den Kampf verwerfen", fr: "Effacer le combat"},
		InitMoveSummary:      {en: "Change a place in the order, such as in a tie", de: "Den Platz ändern, etwa bei Gleichstand", fr: "Changer une place dans l'ordre, par exemple à égalité"},
		InitDelaySummary:     {en: "Delay: act later, with /init enter", de: "Warten: später handeln, mit /init enter", fr: "Attendre : agir plus tard, par /init enter"},
		InitEnterSummary:     {en: "Act after delaying, or as readied", de: "Nach Warten oder Bereithalten handeln", fr: "Agir après avoir attendu ou s'être préparé"},
		InitReadySummary:     {en: "Ready an action", de: "Eine Handlung bereithalten", fr: "Préparer une action"},
		InitHPSummary:        {en: "Change hit points", de: "Trefferpunkte ändern", fr: "Changer les points de vie"},
		InitACSummary:        {en: "Set the armour class", de: "Die Rüstungsklasse setzen", fr: "Fixer la classe d'armure"},
		InitConditionSummary: {en: "Add or remove a condition", de: "Einen Zustand setzen oder wegnehmen", fr: "Ajouter ou retirer un état"},
		InitNoteSummary:      {en: "Write a note; without text it goes", de: "Eine Notiz schreiben; ohne Text verschwindet sie", fr: "Écrire une note ; sans texte, l'effacer"},
		InitHideSummary:      {en: "Hide from others what you know", de: "Vor anderen verbergen, was du weißt", fr: "Cacher aux autres ce que vous savez"},
		InitUndoSummary:      {en: "Take the last step back, up to ten", de: "Den letzten Schritt zurücknehmen, bis zu zehn", fr: "Annuler la dernière action, jusqu'à dix"},
		InitGMSummary:        {en: "Everything that is hidden, for you alone", de: "Alles Verborgene, nur für dich", fr: "Tout ce qui est caché, pour vous seul"},
		InitSettingsSummary:  {en: "Who may do what, and who is skipped", de: "Wer was darf und wer übersprungen wird", fr: "Qui peut quoi, et qui passe son tour"},
	}
}

func initiativeOptions() area {
	return area{
		InitOptionName:       {en: "A name; without it your active character", de: "Ein Name; sonst dein aktiver Charakter", fr: "Un nom ; sinon votre personnage actif"},
		InitOptionRoll:       {en: "Dice such as 1d20+3, or the number rolled", de: "Würfel wie 1d20+3 oder die gewürfelte Zahl", fr: "Des dés comme 1d20+3, ou le nombre obtenu"},
		InitOptionCount:      {en: "So many, numbered, a roll for each", de: "So viele, nummeriert, jeder mit eigenem Wurf", fr: "Autant, numérotés, un jet chacun"},
		InitOptionHP:         {en: "Hit points, such as 12 or 2d6", de: "Trefferpunkte, etwa 12 oder 2d6", fr: "Points de vie, par exemple 12 ou 2d6"},
		InitOptionAC:         {en: "Armour class", de: "Rüstungsklasse", fr: "Classe d'armure"},
		InitOptionHidden:     {en: "What others do not see", de: "Was andere nicht sehen", fr: "Ce que les autres ne voient pas"},
		InitOptionCharacter:  {en: "Which combatant; without it your own", de: "Welcher Kämpfer; sonst dein eigener", fr: "Quel combattant ; sinon le vôtre"},
		InitOptionWhich:      {en: "Which combatant", de: "Welcher Kämpfer", fr: "Quel combattant"},
		InitOptionBefore:     {en: "Right before this one", de: "Direkt vor diesem", fr: "Juste avant celui-ci"},
		InitOptionAfter:      {en: "Right after this one", de: "Direkt nach diesem", fr: "Juste après celui-ci"},
		InitOptionTrigger:    {en: "What you wait for", de: "Worauf du wartest", fr: "Ce que vous attendez"},
		InitOptionChange:     {en: "-7 damages, +2d4+2 heals, 30 sets", de: "-7 schadet, +2d4+2 heilt, 30 setzt", fr: "-7 blesse, +2d4+2 soigne, 30 fixe"},
		InitOptionMax:        {en: "The most there can be", de: "Das Maximum", fr: "Le maximum"},
		InitOptionTemp:       {en: "Temporary hit points, lost first", de: "Zeitweilige Trefferpunkte, gehen zuerst", fr: "Points de vie temporaires, perdus d'abord"},
		InitOptionArmor:      {en: "A number; without it none is shown", de: "Eine Zahl; ohne sie wird keine gezeigt", fr: "Un nombre ; sans lui, aucun"},
		InitOptionCondition:  {en: "The condition's name", de: "Der Name des Zustands", fr: "Le nom de l'état"},
		InitOptionRounds:     {en: "For how many rounds; without it for good", de: "Für wie viele Runden; sonst auf Dauer", fr: "Pendant combien de rounds ; sinon toujours"},
		InitOptionAt:         {en: "When it counts down", de: "Wann er herunterzählt", fr: "Quand il décompte"},
		InitOptionTurnOf:     {en: "Whose turns count; without it the bearer's", de: "Wessen Züge zählen; sonst die des Betroffenen", fr: "De qui les tours comptent ; sinon du porteur"},
		InitOptionRemove:     {en: "Take it away", de: "Ihn wegnehmen", fr: "Le retirer"},
		InitOptionNote:       {en: "The note", de: "Die Notiz", fr: "La note"},
		InitOptionHow:        {en: "What others still see; without it no numbers", de: "Was andere noch sehen; sonst keine Zahlen", fr: "Ce que les autres voient encore ; sinon pas de nombres"},
		InitOptionOpen:       {en: "Everybody may change everything", de: "Alle dürfen alles ändern", fr: "Tous peuvent tout changer"},
		InitOptionSkip:       {en: "Who is down has no turn", de: "Wer am Boden liegt, ist nicht am Zug", fr: "Qui est à terre n'a pas de tour"},
		InitOptionGameMaster: {en: "Who may do everything", de: "Wer alles darf", fr: "Qui peut tout"},
		InitOptionTurn:       {en: "The state that the button was drawn for", de: "Der Stand, für den der Knopf gezeichnet ist", fr: "L'état pour lequel le bouton a été dessiné"},

		InitAtStart:    {en: "at the start of the turn", de: "am Anfang des Zugs", fr: "au début du tour"},
		InitAtEnd:      {en: "at the end of the turn", de: "am Ende des Zugs", fr: "à la fin du tour"},
		InitHideShown:  {en: "everything", de: "alles", fr: "tout"},
		InitHideWords:  {en: "hurt, bloodied or down, but no numbers", de: "verletzt, blutig oder am Boden, keine Zahlen", fr: "blessé, en sang ou à terre, pas de nombres"},
		InitHideBare:   {en: "only the name", de: "nur den Namen", fr: "seulement le nom"},
		InitHideUnseen: {en: "nothing at all", de: "gar nichts", fr: "rien du tout"},
	}
}

func initiativeTable() area {
	return area{
		InitTitle:       {en: "Initiative", de: "Initiative", fr: "Initiative"},
		InitTitleRound:  {en: "Initiative · round %d", de: "Initiative · Runde %d", fr: "Initiative · round %d"},
		InitTitleGM:     {en: "Behind the screen", de: "Hinter dem Schirm", fr: "Derrière l'écran"},
		InitEmpty:       {en: "Nobody has joined yet.", de: "Noch niemand ist dabei.", fr: "Personne n'a encore rejoint le combat."},
		InitTryJoin:     {en: "/init join character:Goblin roll:1d20+2 count:3", de: "/init join character:Goblin roll:1d20+2 count:3", fr: "/init join character:Gobelin roll:1d20+2 count:3"},
		InitArmor:       {en: "AC %d", de: "RK %d", fr: "CA %d"},
		InitDelaying:    {en: "delays", de: "wartet", fr: "attend"},
		InitReady:       {en: "ready", de: "bereit", fr: "prêt"},
		InitThisTurn:    {en: "this turn", de: "dieser Zug", fr: "ce tour"},
		InitSomebody:    {en: "somebody unseen", de: "jemand im Verborgenen", fr: "quelqu'un de caché"},
		InitHurt:        {en: "hurt", de: "verletzt", fr: "blessé"},
		InitBloodied:    {en: "bloodied", de: "blutig", fr: "en sang"},
		InitDown:        {en: "down", de: "am Boden", fr: "à terre"},
		InitMarkWords:   {en: "numbers hidden", de: "Zahlen verborgen", fr: "nombres cachés"},
		InitMarkBare:    {en: "health hidden", de: "Zustand verborgen", fr: "état caché"},
		InitMarkUnseen:  {en: "unseen", de: "verborgen", fr: "caché"},
		InitMore:        {en: "and %d more", de: "und %d weitere", fr: "et %d de plus"},
		InitYourTurn:    {en: "%s, it is your turn.", de: "%s, du bist am Zug.", fr: "%s, c'est votre tour."},
		InitYourTurnToo: {en: "It is your turn.", de: "Du bist am Zug.", fr: "C'est votre tour."},

		InitButtonBegin:   {en: "Begin", de: "Beginnen", fr: "Commencer"},
		InitButtonNext:    {en: "Next", de: "Weiter", fr: "Suivant"},
		InitButtonPrev:    {en: "Prev", de: "Zurück", fr: "Précédent"},
		InitButtonJoin:    {en: "Join", de: "Beitreten", fr: "Rejoindre"},
		InitButtonUndo:    {en: "Undo", de: "Rückgängig", fr: "Annuler"},
		InitButtonGM:      {en: "GM view", de: "SL-Ansicht", fr: "Vue MJ"},
		InitButtonRefresh: {en: "Refresh", de: "Auffrischen", fr: "Rafraîchir"},
		InitButtonReset:   {en: "Throw it away", de: "Verwerfen", fr: "Effacer"},
		InitButtonKeep:    {en: "Keep it", de: "Behalten", fr: "Garder"},

		InitModalTitle: {en: "Join the fight", de: "Dem Kampf beitreten", fr: "Rejoindre le combat"},
		InitModalName:  {en: "Name", de: "Name", fr: "Nom"},
		InitModalRoll:  {en: "Roll, or the number rolled", de: "Wurf oder gewürfelte Zahl", fr: "Jet, ou le nombre obtenu"},

		InitResetAsk: {
			en: "Throw away the fight with %d combatants? Undo would bring it back.",
			de: "Den Kampf mit %d Kämpfern verwerfen? „Rückgängig“ bringt ihn zurück.",
			fr: "Effacer le combat avec %d combattants ? « Annuler » le rétablit.",
		},
		InitResetKept: {en: "The fight goes on.", de: "Der Kampf geht weiter.", fr: "Le combat continue."},
		InitResetDone: {en: "The fight is over. Undo brings it back.", de: "Der Kampf ist vorbei. „Rückgängig“ bringt ihn zurück.", fr: "Le combat est fini. « Annuler » le rétablit."},

		InitSettingsTitle: {en: "Settings of this tracker", de: "Einstellungen dieser Zugfolge", fr: "Réglages de ce suivi"},
		InitSettingsOpen: {
			en: "Everybody may change everything; what is hidden stays with the game master.",
			de: "Alle dürfen alles ändern; Verborgenes sieht nur die Spielleitung.",
			fr: "Tous peuvent tout changer ; seul le meneur de jeu voit ce qui est caché.",
		},
		InitSettingsClosed: {
			en: "Everybody acts on their own; the game master, and who may manage messages, on all.",
			de: "Jeder handelt für die eigenen Kämpfer; für alle handeln die Spielleitung und wer Nachrichten verwalten darf.",
			fr: "Chacun agit sur ses combattants ; le meneur de jeu et ceux qui peuvent gérer les messages agissent sur tous.",
		},
		InitSettingsSkip:   {en: "Who is down is skipped.", de: "Wer am Boden liegt, wird übersprungen.", fr: "Qui est à terre passe son tour."},
		InitSettingsKeep:   {en: "Who is down keeps the turn.", de: "Wer am Boden liegt, ist trotzdem am Zug.", fr: "Qui est à terre garde son tour."},
		InitSettingsMaster: {en: "Game master: ", de: "Spielleitung: ", fr: "Meneur de jeu : "},
	}
}
