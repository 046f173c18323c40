package detector

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strconv"
)

var (
	hostChars = charClass(letters + digits + ".-_")
	mailChars = charClass(letters + digits + ".-_+%")
	schemes   = charClass(letters + digits + "+.-")
	addrChars = charClass(letters + digits + ".-")
)

func re(pattern string) *regexp.Regexp { return regexp.MustCompile("^(?:" + pattern + ")") }

var rules = []rule{
	{name: "private-key", message: "a private key", literals: []string{"-----begin "},
		pattern: re(`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`)},
	{name: "private-key", message: "a private key of age", literals: []string{"age-secret-key-1"},
		pattern: re(`AGE-SECRET-KEY-1[0-9A-Z]{40,}`)},
	{name: "private-key", message: "an extended private key of a wallet", literals: []string{"xprv", "yprv", "zprv", "tprv"},
		pattern: re(`[xyzt]prv[1-9A-HJ-NP-Za-km-z]{100,112}`)},
	{name: "private-key", message: "a number of the length of a key, called a private key",
		literals: []string{"private", "priv_key", "privkey", "secret", "signing_key", "signer_key", "deployer_key", "wallet_key", "_pk"}, back: charClass(letters + digits + "_-"), near: longHex,
		pattern: re(`(?i)[a-z0-9_-]*(?:private[ _-]?key|priv[_-]?key|secret[ _-]?key|(?:signing|signer|deployer|wallet)_key|_pk)[a-z_]{0,8}["'` + "`" + `\s]{0,3}(?:[:=]{1,2}|\bis\b|\s)>?["'` + "`" + `\s\[]{0,3}(?:0x)?[0-9a-f]{64}`)},

	{name: "token", message: "a token of GitHub", literals: []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"},
		pattern: re(`gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{60,90}`)},
	{name: "token", message: "a token of GitLab", literals: []string{"glpat-"}, pattern: re(`glpat-[A-Za-z0-9_-]{20,}`)},
	{name: "token", message: "a token of Slack", literals: []string{"xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "xapp-"},
		pattern: re(`(?:xox[abprs]|xapp)-[0-9A-Za-z]+-[0-9A-Za-z-]{16,}`)},
	{name: "token", message: "an access key of AWS", literals: []string{"akia", "asia"}, pattern: re(`A(?:KI|SI)A[A-Z2-7]{16}`), valid: notExample},
	{name: "token", message: "a key of Google", literals: []string{"aiza"}, pattern: re(`AIza[A-Za-z0-9_-]{35}`)},
	{name: "token", message: "a token of Google", literals: []string{"ya29."}, pattern: re(`ya29\.[A-Za-z0-9_-]{30,}`)},
	{name: "token", message: "a key of Stripe", literals: []string{"sk_live_", "rk_live_"}, pattern: re(`[sr]k_live_[A-Za-z0-9]{20,}`)},
	{name: "token", message: "a key of a language model's service", literals: []string{"sk-"}, pattern: re(`sk-(?:ant-|proj-|svcacct-|or-v1-)[A-Za-z0-9_-]{32,}|sk-[A-Za-z0-9]{48}`)},
	{name: "token", message: "a token of npm", literals: []string{"npm_"}, pattern: re(`npm_[A-Za-z0-9]{36}`)},
	{name: "token", message: "a token of PyPI", literals: []string{"pypi-ageichlwas5vcmc"}, pattern: re(`pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40,}`)},
	{name: "token", message: "a key of SendGrid", literals: []string{"sg."}, pattern: re(`SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}`)},
	{name: "token", message: "a token of Vault", literals: []string{"hvs."}, pattern: re(`hvs\.[A-Za-z0-9_-]{24,}`)},
	{name: "token", message: "a token of DigitalOcean", literals: []string{"dop_v1_"}, pattern: re(`dop_v1_[a-f0-9]{64}`)},
	{name: "token", message: "a token of Hugging Face", literals: []string{"hf_"}, pattern: re(`hf_[A-Za-z]{34}`)},
	{name: "token", message: "a token of Docker Hub", literals: []string{"dckr_pat_"}, pattern: re(`dckr_pat_[A-Za-z0-9_-]{27,}`)},
	{name: "token", message: "a token of Shopify", literals: []string{"shpat_", "shpss_"}, pattern: re(`shp(?:at|ss)_[a-fA-F0-9]{32}`)},
	{name: "token", message: "a key of Linear", literals: []string{"lin_api_"}, pattern: re(`lin_api_[A-Za-z0-9]{40}`)},
	{name: "token", message: "a key of Groq", literals: []string{"gsk_"}, pattern: re(`gsk_[A-Za-z0-9]{52}`)},
	{name: "token", message: "a token of Atlassian", literals: []string{"atatt3"}, pattern: re(`ATATT3[A-Za-z0-9_=-]{100,}`)},
	{name: "token", message: "a secret key of AWS", literals: []string{"aws_secret_access_key"}, pattern: re(`(?i)aws_secret_access_key["'\s]{0,2}[:=]["'\s]{0,2}[A-Za-z0-9/+]{40}`)},
	{name: "token", message: "a key of Azure Storage", literals: []string{"accountkey="}, pattern: re(`(?i)AccountKey=[A-Za-z0-9/+]{86}==`)},
	{name: "token", message: "a token of a Telegram bot", literals: []string{":aa"}, back: charClass(digits), pattern: re(`[0-9]{8,10}:AA[A-Za-z0-9_-]{33}`)},

	{name: "jwt", message: "a signed token (JWT)", literals: []string{"eyj"}, pattern: re(`eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,}`), valid: isJWT},

	{name: "webhook", message: "the address of a webhook: whoever knows it can post",
		literals: []string{"hooks.slack.com/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "webhook.office.com/", "outlook.office.com/webhook/", "chat.googleapis.com/v1/spaces/", "hooks.zapier.com/hooks/catch/", "api.telegram.org/bot"},
		back:     charClass(letters + digits + ":/.-"),
		pattern: re(`(?:https?://)?(?:hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/]{20,}|(?:[a-z]+\.)?discord(?:app)?\.com/api/webhooks/[0-9]{15,}/[A-Za-z0-9_-]{30,}|` +
			`[a-z0-9-]+\.webhook\.office\.com/[A-Za-z0-9/@-]{30,}|outlook\.office\.com/webhook/[A-Za-z0-9/@-]{30,}|chat\.googleapis\.com/v1/spaces/[A-Za-z0-9_-]+/messages\?[A-Za-z0-9_=&%-]{40,}|hooks\.zapier\.com/hooks/catch/[0-9]+/[a-z0-9A-Z]{5,}|api\.telegram\.org/bot[0-9]{6,}:[A-Za-z0-9_-]{30,})`)},

	{name: "url-credentials", message: "an address with a password", literals: []string{"://"}, back: schemes, near: atSign,
		pattern: re(`[A-Za-z][A-Za-z0-9+.-]*://[^\s/@:"'<>]*:[^\s/@"'<>]{2,}@[A-Za-z0-9.:\[\]-]+`), valid: realPassword},
	{name: "url-credentials", message: "an address with a key in its path",
		literals: []string{"infura.io/v3/", "infura.io/ws/v3/", "alchemy.com/v2/", "alchemyapi.io/v2/", "quiknode.pro/", "ankr.com/", "chainstack.com/", "blastapi.io/", "getblock.io/"},
		back:     charClass(letters + digits + ":/.-"),
		pattern:  re(`(?:(?:https?|wss?)://)?[A-Za-z0-9.-]*(?:infura\.io/(?:ws/)?v3|alchemy(?:api)?\.(?:com|io)/v2|quiknode\.pro|ankr\.com/[a-z_]+|chainstack\.com|blastapi\.io|getblock\.io)/[A-Za-z0-9_-]{24,}`)},
	{name: "url-credentials", message: "an address with a key as a parameter",
		literals: []string{"api_key=", "apikey=", "api-key=", "access_token=", "auth_token=", "client_secret=", "x-amz-signature=", "sig=", "?token=", "&token="}, back: charClass(letters + digits + ":/.?&=_-%;"),
		pattern: re(`(?i)[^\s"'<>]*[?&;](?:api[_-]?key|access_token|auth_token|client_secret|x-amz-signature|sig|token)=[A-Za-z0-9%_.+/-]{16,}`), valid: noContract},

	{name: "private-address", message: "an address inside a private network", literals: []string{"10.", "172.", "192.168.", "169.254.", "100."}, back: addrChars, near: digitBehind,
		pattern: re(`(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?:/[0-9]{1,2}|(?:\.[0-9]+)*)`), valid: privateAddress},
	{name: "private-address", message: "an address inside a private network", literals: []string{"fd"}, back: charClass("["), pattern: re(`(?i)\[?fd[0-9a-f]{2}(?:(?::[0-9a-f]{1,4}){2,7}|(?::[0-9a-f]{1,4}){0,5}::[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})`)},
	{name: "private-host", message: "a host inside a private network", literals: []string{".internal", ".local", ".lan", ".corp", ".intranet", ".home.arpa"}, back: hostChars,
		pattern: re(`(?i)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9_-]+)*\.(?:internal|local|lan|corp|intranet|home\.arpa)(?::[0-9]+)?\(?`), valid: privateHost},

	{name: "email", message: "an e-mail address", literals: []string{"@"}, back: mailChars, near: amidWords,
		pattern: re(`[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9])?@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`), valid: personalMail},

	{name: "tlp", message: "a label that forbids publishing", literals: []string{"tlp:", "tlp ", "tlp-"}, pattern: re(`(?i:TLP:\s?(?:AMBER(?:\+STRICT)?|RED))|TLP[ -](?:AMBER(?:\+STRICT)?|RED)`)},
}

// longHex looks for a long run of hex digits behind a name.
func longHex(data []byte, at int) bool {
	inARow := 0
	for _, c := range data[at:min(len(data), at+160)] {
		if l := lower(c); c >= '0' && c <= '9' || l >= 'a' && l <= 'f' {
			if inARow++; inARow >= 64 {
				return true
			}
		} else {
			inARow = 0
		}
	}
	return false
}

// atSign looks for the sign behind a name and password.
func atSign(data []byte, at int) bool {
	for _, c := range data[at+3 : min(len(data), at+300)] {
		switch c {
		case '@':
			return true
		case '/', ' ', '\n', '"', '\'', '<', '>':
			return false
		}
	}
	return false
}

// digitBehind: an address goes on with a digit behind its first point.
func digitBehind(data []byte, at int) bool {
	point := at + bytes.IndexByte(data[at:], '.')
	return point+1 < len(data) && data[point+1] >= '0' && data[point+1] <= '9'
}

// amidWords: an e-mail address has letters on both sides of its sign.
func amidWords(data []byte, at int) bool {
	return at > 0 && mailChars.has(data[at-1]) && at+1 < len(data) && wordChars.has(data[at+1])
}

// notExample passes the keys of AWS's own documentation.
func notExample(match []byte) bool { return !bytes.HasSuffix(match, []byte("EXAMPLE")) }

// isJWT reports whether the first part says how the token is signed.
func isJWT(match []byte) bool {
	head, _, _ := bytes.Cut(match, []byte("."))
	text, err := base64.RawURLEncoding.DecodeString(string(head))
	var fields struct {
		Alg string `json:"alg"`
	}
	return err == nil && json.Unmarshal(text, &fields) == nil && fields.Alg != ""
}

// realPassword passes what stands for a password in a manual: $PASSWORD,
// {password}, ****.
func realPassword(match []byte) bool {
	_, rest, _ := bytes.Cut(match, []byte("://"))
	_, password, _ := bytes.Cut(rest, []byte(":"))
	password = password[:bytes.LastIndexByte(password, '@')]
	switch string(bytes.ToLower(password)) {
	case "password", "pass", "pwd", "secret", "token", "changeme":
		return false
	}
	return !bytes.ContainsAny(password, "$<>{}*%[]") && len(bytes.Trim(password, "x.X")) > 0
}

// privateAddress reports whether an IPv4 address belongs to a private network
// and means one host. Networks (10.0.0.0/8) and versions are passed.
func privateAddress(match []byte) bool {
	if bytes.ContainsAny(match, "/") {
		return false
	}
	var parts [4]int
	for i, p := range bytes.SplitN(match, []byte("."), 5) {
		n, err := strconv.Atoi(string(p))
		if err != nil || n > 255 || i > 3 {
			return false
		}
		parts[i] = n
	}
	switch {
	case parts[3] == 0:
		return false
	case parts[0] == 172:
		return parts[1] >= 16 && parts[1] < 32
	case parts[0] == 100:
		return parts[1] >= 64 && parts[1] < 128
	case parts[0] == 192:
		return parts[1] == 168
	case parts[0] == 169:
		return parts[1] == 254
	}
	return parts[0] == 10
}

// noContract passes the address of a token's contract.
func noContract(match []byte) bool {
	_, value, _ := bytes.Cut(bytes.ToLower(match), []byte("token=0x"))
	return len(value) != 40
}

// privateHost passes method calls and file names that only look like hosts.
func privateHost(match []byte) bool {
	host, _, _ := bytes.Cut(bytes.ToLower(match), []byte(":"))
	if bytes.HasSuffix(match, []byte("(")) || bytes.HasSuffix(host, []byte(".env.local")) {
		return false
	}
	switch name, _, _ := bytes.Cut(host, []byte(".")); string(name) {
	case "example", "my", "your", "this", "self", "settings", "config", "thread", "threading", "env":
		return bytes.Count(host, []byte(".")) > 1
	}
	return true
}

var (
	reserved = regexp.MustCompile(`(?i)@(?:[a-z0-9-]+\.)*(?:example(?:\.(?:com|org|net))?|invalid|test|localhost)$`)
	noMail   = regexp.MustCompile(`(?i)^git@|\.(?:png|jpe?g|gif|webp|svg|js|css|html?|md|toml|ya?ml|json)$`)
)

// personalMail passes reserved names, what git writes for a remote, and files.
func personalMail(match []byte) bool { return !reserved.Match(match) && !noMail.Match(match) }
