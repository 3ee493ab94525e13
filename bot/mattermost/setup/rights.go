package setup

import "strings"

// A Right is something the bot wants on a server, with what an administrator
// types to give it and to take it back. The lines are for mmctl, Mattermost's
// own command line
// (https://docs.mattermost.com/administration-guide/manage/mmctl-command-line-tool.html).
type Right struct {
	Name     string
	Why      string
	Without  string // what happens when it is not given
	Give     string // lines to type
	TakeBack string
}

// Place names what the lines of Rights are about. Empty parts show as an
// example, or as a word in capitals to fill in.
type Place struct {
	Bot       string // handle of the bot account
	Team      string // one team; the lines are repeated for others
	PublicURL string // where the server reaches the bot
	Host      string // of PublicURL, as the server looks it up
}

func (p Place) filled() Place {
	for _, f := range []struct {
		into *string
		word string
	}{{&p.Bot, "wegwijs"}, {&p.Team, "TEAM"}, {&p.PublicURL, "https://wegwijs.example.nl"}, {&p.Host, "wegwijs.example.nl"}} {
		if *f.into == "" {
			*f.into = f.word
		}
	}
	return p
}

// LogIn is what to type before the lines of Rights.
func LogIn(url string) string {
	if url == "" {
		url = "https://chat.example.nl"
	}
	return "mmctl auth login " + url + " --name chat --username ADMINISTRATOR"
}

// Places in Rights.
const (
	rightAccount = iota
	rightTeam
	rightChannel
	rightCallback
	rightCommands
	rightPrivate
)

// Rights are all the bot wants, most needed first. Nothing else is asked for:
// no administrator of a team or of the system, no plugin, no licence, no
// setting for developers.
func Rights(p Place) []Right {
	p = p.filled()
	return []Right{
		{
			Name:    "A bot account and its token",
			Why:     "the bot speaks as itself, and people see that it is a bot",
			Without: "nothing works",
			Give: lines(
				"mmctl config set ServiceSettings.EnableBotAccountCreation true    # only while you make it",
				"mmctl bot create "+p.Bot+" --display-name 'Wegwijs (chatbot)' --with-token    # prints the token, once",
				"mmctl config set ServiceSettings.EnableBotAccountCreation false   # unless it was true before"),
			TakeBack: lines("mmctl bot disable " + p.Bot + "    # its tokens stop working at once; 'mmctl bot enable' brings it back"),
		},
		{
			Name:     "Membership of each team",
			Why:      "people of the team can mention the bot; it also joins town-square and off-topic, as everybody does",
			Without:  "it hears and says nothing in that team",
			Give:     lines("mmctl team users add " + p.Team + " " + p.Bot),
			TakeBack: lines("mmctl team users remove " + p.Team + " " + p.Bot),
		},
		{
			Name:     "Membership of the channels where it is asked",
			Why:      "a bot hears and answers only where it is a member",
			Without:  "a mention in that channel goes unheard; direct messages and slash commands still work",
			Give:     lines("mmctl channel users add " + p.Team + ":CHANNEL " + p.Bot + "    # or somebody types in the channel: /invite @" + p.Bot),
			TakeBack: lines("mmctl channel users remove " + p.Team + ":CHANNEL " + p.Bot),
		},
		{
			Name:    "The server may call " + p.PublicURL,
			Why:     "buttons, menus, forms and slash commands are calls from the server to this program; Mattermost makes none to a private network unless the host is named",
			Without: "if the host is in a private network: buttons and slash commands give people a general error; mentions and direct messages work",
			Give: lines(
				"mmctl config get ServiceSettings.AllowedUntrustedInternalConnections    # keep what it says: put it before the host in the next line, with a space",
				"mmctl config set ServiceSettings.AllowedUntrustedInternalConnections '"+p.Host+"'"),
			TakeBack: lines("mmctl config set ServiceSettings.AllowedUntrustedInternalConnections ''    # or what it said before"),
		},
		{
			Name:    "Slash commands: " + permissionCommands,
			Why:     "the bot makes its own commands in each team, such as /wegwijs, and keeps them right; it sees and changes no command of others",
			Without: "no slash command; the same words work after a mention and in a direct message",
			Give:    giveInRole(p, permissionCommands),
			TakeBack: lines(
				"mmctl command list "+p.Team+"    # shows the ids of what the bot made",
				"mmctl command archive ID",
				takeFromRole(permissionCommands)),
		},
		{
			Name:    "Private answers in a channel: " + permissionPrivate,
			Why:     "the answer to a button is shown to who pressed it, in the channel where they are",
			Without: "such an answer comes as a direct message, or with the command; it is never public",
			Give:    giveInRole(p, permissionPrivate),
			TakeBack: lines(
				takeFromRole(permissionPrivate),
				"mmctl permissions role unassign "+roleName+" "+p.Bot+"    # when slash commands are taken back too"),
		},
	}
}

// roleName is the built-in role for bots with the fewest permissions of its
// own: to post, and mention a whole channel, in public channels
// (https://docs.mattermost.com/administration-guide/onboard/advanced-permissions-backend-infrastructure.html).
// A role of the system gives its permissions in every team and channel, and a
// role of our own cannot be made without a licence.
const roleName = "system_post_all_public"

const (
	permissionCommands = "manage_own_slash_commands"
	permissionPrivate  = "create_post_ephemeral"
)

func giveInRole(p Place, permission string) string {
	return lines(
		"mmctl permissions add "+roleName+" "+permission+"    # other bots with this role get it too",
		"mmctl permissions role assign "+roleName+" "+p.Bot)
}

func takeFromRole(permission string) string {
	return "mmctl permissions remove " + roleName + " " + permission
}

func lines(l ...string) string { return strings.Join(l, "\n") }
