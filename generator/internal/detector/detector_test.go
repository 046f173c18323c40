package detector

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tyler-smith/go-bip39/wordlists"
)

// chars returns n characters of a set, always the same ones. Samples are put
// together here so that no scanner takes this file for a leak.
func chars(set string, n int) string {
	sum := sha256.Sum256([]byte(set))
	b := make([]byte, n)
	for i := range b {
		b[i] = set[(int(sum[i%32])+i*7)%len(set)]
	}
	return string(b)
}

const (
	hexes  = "0123456789abcdef"
	upperc = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	alnum  = letters + digits
)

// phrase is a valid one of n words.
func phrase(n int, first uint16) []string {
	words := make([]listed, n)
	for i := range words {
		words[i].number = (first*uint16(i+3)*131 + uint16(i*i)) % 2048
	}
	for last := range uint16(2048) {
		if words[n-1].number = last; checksum(words) {
			break
		}
	}
	out := make([]string, n)
	for i, w := range words {
		out[i] = wordlists.English[w.number]
	}
	return out
}

func jwt(head string) string {
	enc := base64.RawURLEncoding.EncodeToString
	return enc([]byte(head)) + "." + enc([]byte(`{"sub":"1234567890"}`)) + "." + chars(alnum, 43)
}

var samples = map[string]struct{ yes, no []string }{
	"private-key": {
		yes: []string{"-----BEGIN " + "RSA PRIVATE KEY-----", "-----BEGIN " + "PRIVATE KEY-----", "-----BEGIN " + "OPENSSH PRIVATE KEY-----\nb3Bl", "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----",
			"AGE-SECRET-KEY-1" + chars(upperc, 58), "xprv" + chars(base58, 107), "PRIVATE_KEY=0x" + chars(hexes, 64), `"privateKey": "` + chars(hexes, 64) + `"`, "the private key is " + chars(hexes, 64), "DEPLOYER_PK: " + chars(hexes, 64),
			"cast send --private-key 0x" + chars(hexes, 64) + " 0x1", "PRIVATE_KEYS=[\"0x" + chars(hexes, 64) + "\"]", "the private key 0x" + chars(hexes, 64)},
		no: []string{"-----BEGIN " + "PUBLIC KEY-----", "-----BEGIN " + "CERTIFICATE-----", "the private key of the signer", "xpub" + chars(base58, 107), "transaction 0x" + chars(hexes, 64),
			"private_key_id = " + chars(hexes, 40), "a secret key rotation in block 19000000", "the private key was rotated in 0x" + chars(hexes, 64), "private keys: see 0x" + chars(hexes, 64), "| private key | 0x" + chars(hexes, 64) + " |", "commit " + chars(hexes, 40)},
	},
	"seed-phrase": {
		yes: []string{strings.Join(phrase(12, 5), " "), strings.Join(phrase(24, 9), " "), "the words " + strings.Join(phrase(15, 77), ", ") + ".", strings.Join(phrase(18, 3), "\n"),
			"<ol><li>" + strings.Join(phrase(12, 11), "</li><li>") + "</li></ol>", strings.ToUpper(strings.Join(phrase(21, 4), " "))},
		no: []string{strings.Join(phrase(12, 5)[:11], " "), strings.Join(slices.Concat(phrase(12, 5)[:6], []string{"the"}, phrase(12, 5)[6:]), " "),
			"we can only wait until another year about this: the core must remain public", "abandon ability able about above absent absorb abstract absurd abuse access zoo",
			"actor action adapt add address adjust", "year,days,open\n" + strings.Repeat("2025,3,false\n", 40), strings.Join(phrase(12, 5), " zzz ")},
	},
	"token": {
		yes: []string{"ghp_" + chars(alnum, 36), "github_pat_" + chars(alnum, 82), "glpat-" + chars(alnum, 20), "xoxb-" + chars(digits, 11) + "-" + chars(digits, 12) + "-" + chars(alnum, 24),
			"AKIA" + chars(upperc, 16), "AIza" + chars(alnum, 35), "sk_live_" + chars(alnum, 24), "sk-proj-" + chars(alnum, 40), "sk-" + chars(alnum, 48), "npm_" + chars(alnum, 36), "hvs." + chars(alnum, 24),
			"pypi-AgEIcHlwaS5vcmc" + chars(alnum, 60), "SG." + chars(alnum, 22) + "." + chars(alnum, 43), "dop_v1_" + chars(hexes, 64), chars(digits, 10) + ":AA" + chars(alnum, 33), "ya29." + chars(alnum, 60),
			"hf_" + chars(letters, 34), "dckr_pat_" + chars(alnum, 27), "shpat_" + chars(hexes, 32), "lin_api_" + chars(alnum, 40), "gsk_" + chars(alnum, 52), "ATATT3" + chars(alnum, 180), "aws_secret_access_key = " + chars(alnum, 40), "AccountKey=" + chars(alnum, 86) + "=="},
		no: []string{"ghp_short", "AKIA" + "IOSFODNN7EXAMPLE", "sk-learn", "npm_config_registry", "AIzaNot", "task-" + chars(alnum, 48), "xoxb-", "sk_test_" + chars(alnum, 24), "0x" + chars(hexes, 64),
			"SG.2.1", "at 10:AA", "glpat-x", "hf_hub_download", "AccountKey=…", "aws_secret_access_key = <yours>", "gsk_x", "half_" + chars(letters, 34)},
	},
	"jwt": {
		yes: []string{jwt(`{"alg":"HS256","typ":"JWT"}`), "Bearer " + jwt(`{"alg":"RS256","kid":"a"}`), `"` + jwt(`{"alg":"none","x":1}`) + `"`, "?t=" + jwt(`{"alg":"ES256K","a":1}`) + "&x", jwt(`{"typ":"JWT","alg":"EdDSA"}`) + "\n"},
		no:  []string{jwt(`{"not":"a token, it is"}`), "eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0", "eyJ.eyJ.x", "keyJumps.eyJumps." + chars(alnum, 20)},
	},
	"webhook": {
		yes: []string{"https://hooks.slack.com/services/T0000AAAA/B0000AAAA/" + chars(alnum, 24), "https://discord.com/api/webhooks/" + chars(digits, 18) + "/" + chars(alnum, 68),
			"https://discordapp.com/api/webhooks/" + chars(digits, 18) + "/" + chars(alnum, 68), "https://acme.webhook.office.com/webhookb2/" + chars(hexes, 36) + "@" + chars(hexes, 36),
			"https://api.telegram.org/bot" + chars(digits, 9) + ":" + chars(alnum, 35) + "/sendMessage", "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=" + chars(alnum, 39) + "&token=" + chars(alnum, 43),
			"https://hooks.zapier.com/hooks/catch/123456/" + chars(alnum, 7), "https://outlook.office.com/webhook/" + chars(hexes, 36) + "@" + chars(hexes, 36)},
		no: []string{"https://hooks.slack.com/services/…", "https://discord.com/api/webhooks/", "https://api.telegram.org/bot", "https://discord.com/invite/abc", "https://example.org/webhooks/1"},
	},
	"url-credentials": {
		yes: []string{"https://bob:hunter22@db.example.org/x", "postgres://app:s3cr3t@10.0.0.9:5432/db", "redis://:Qm8dLw@cache.example.org", "https://mainnet.infura.io/v3/" + chars(hexes, 32),
			"wss://eth-mainnet.g.alchemy.com/v2/" + chars(alnum, 32), "https://api.etherscan.io/api?module=x&apikey=" + chars(alnum, 34), "https://x.example.org/f?X-Amz-Signature=" + chars(hexes, 64),
			"https://rpc.ankr.com/eth/" + chars(hexes, 64), "wss://feed.example.org/?token=" + chars(alnum, 32), "https://x.example.org/a?b=1&token=" + chars(hexes, 40)},
		no: []string{"https://dex.example.org/swap?token=0x" + chars(hexes, 40), "https://x.example.org/?token=$TOKEN", "https://x.example.org/?token=usdc", "https://example.org:8080/@user", "https://user:$PASSWORD@example.org", "https://user:{password}@example.org", "https://mainnet.infura.io/v3/YOUR-KEY", "https://example.org/?api_key=…",
			"https://etherscan.io/tx/0x" + chars(hexes, 64), "https://ankr.com/docs/rpc", "a: b://c:d e@f"},
	},
	"private-address": {
		yes: []string{"at 10.20.31.44,", "http://192.168.1.17:8545/", "172.16.0.9", "169.254.169.254", "(100.64.3.2)", "fd12:3456:789a:1::2", "10.1.2.3.", "fd00::1", "[fd7a:115c::53]:8545"},
		no:  []string{"10.0.0.0/8", "172.15.3.4", "1.10.2.3.4", "192.168.0.0/16", "v10.2.1", "8.8.8.8", "10.20.30.400", "100.1.2.3", "127.0.0.1", "fd is a file: 12", "10.1.2.3.4", "fd00::/8", "fdef::", "fd12 :: x"},
	},
	"private-host": {
		yes: []string{"relay-07.ops.internal", "http://printer.local:631", "vault.corp", "db1.lan,", "git.intranet/x", "nas.home.arpa", "redis.svc.cluster.local"},
		no:  []string{"https://example.org/internal", "the .local domain", "thread.local", "x.internals", "example.com", "env.local", "a.localhost", "corp. internal", "us.corporate.example", "Array.internal()", "process.env.local", "x.lan(1)"},
	},
	"email": {
		yes: []string{"jo.winter@harbour.io", "mailto:a@b.co", "<x_1@sub.mail.de>", "Write to ops+alerts@tidemark.xyz.", `"j@x.org"`, "-jo@x.io"},
		no:  []string{"security@example.org", "user@host.example", "git@github.com:a/b.git", "@nightjar", "actions/checkout@v4", "logo@2x.png", "go get x@1.2.3", "a @ b.org", "npm i @scope/x@2.0.0"},
	},
	"tlp": {
		yes: []string{"TLP:AMBER", "tlp:red", "TLP: AMBER", "(TLP:AMBER+STRICT)", "<b>TLP:RED</b>", "TLP AMBER", "TLP-RED"},
		no:  []string{"TLP:CLEAR", "TLP:GREEN", "TLP:REDACTED", "amber", "TLP: the labels are AMBER", "xTLP:RED", "tlp red tape", "TLP Red Team", "TLP AMBERGRIS"},
	},
}

func TestSamples(t *testing.T) {
	for _, name := range Rules() {
		s := samples[name]
		if len(s.yes) < 5 || len(s.no) < 5 {
			t.Errorf("%s: too few samples", name)
		}
		for _, text := range s.yes {
			for _, around := range []string{"%s", "è a line\n before %s and after", `<a href="x">%s</a>`} {
				hits := Scan("x.md", fmt.Appendf(nil, around, text))
				if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Rule == name }) {
					t.Errorf("%s: not found in %q, got %v", name, fmt.Sprintf(around, text), hits)
				}
			}
		}
		for _, text := range s.no {
			for _, h := range Scan("x.md", []byte("a "+text+" b")) {
				if h.Rule == name {
					t.Errorf("%s: false alarm in %q", name, text)
				}
			}
		}
	}
}

func TestEveryPatternHasASample(t *testing.T) {
	for i := range rules {
		r := &rules[i]
		if !slices.ContainsFunc(samples[r.name].yes, func(text string) bool {
			return slices.ContainsFunc(Scan("x", []byte(text)), func(h Hit) bool { return h.Message == r.message })
		}) {
			t.Errorf("%s (%s): no sample", r.name, r.message)
		}
	}
}

func TestNormalContentOfTheField(t *testing.T) {
	text := strings.Join([]string{
		"0x52908400098527886E0F7030069857D2E4169EE7", "0x" + chars(hexes, 64), chars(hexes, 40), chars(hexes, 7), "CVE-2024-12345", "GHSA-jfh8-c2jp-5v3q",
		"vitalik.eth", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "sha384-" + chars(alnum+"+/", 64), "2026-03-04T09:53:00Z", "block 19000000", "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKB8cP",
		"function transfer(address to, uint256 value) external returns (bool)", "v1.10.2", "section 10.1", "https://example.org/a/b?c=d#e",
	}, "\n")
	if hits := Scan("x.md", []byte(text)); len(hits) > 0 {
		t.Errorf("got %v", hits)
	}
}

func TestPlace(t *testing.T) {
	hits := Scan("x.md", []byte("è\nañ TLP:RED, ghp_"+chars(alnum, 36)))
	if len(hits) != 2 || hits[0].Line != 2 || hits[0].Column != 4 || hits[1].Line != 2 || hits[1].Column != 13 || hits[0].Path != "x.md" {
		t.Errorf("got %+v", hits)
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range samples {
		for _, text := range append(s.yes, s.no...) {
			f.Add([]byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, h := range Scan("x", data) {
			if h.Offset < 0 || h.Offset >= len(data) || h.Line < 1 || h.Column < 1 {
				t.Fatalf("%+v", h)
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	text := []byte(strings.Repeat(`<p class="lead">The secret of the private pool was that about every <a href="https://example.org/x">oracle</a> could wait; 0x52908400098527886E0F7030069857D2E4169EE7 at 10.5 and security@example.org.</p>`+"\n", 500))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scan("x", text)
	}
}
