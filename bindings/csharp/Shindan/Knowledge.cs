using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Shindan
{
    /// <summary>Loaded knowledge: one or more packs. It never changes and may be used by every thread at once.</summary>
    public sealed class Knowledge : IDisposable
    {
        private readonly Handle handle;

        private Knowledge(Native.Entry entry)
        {
            handle = new Handle(Native.Open(entry), Native.shindan_close);
        }

        /// <summary>The version of the native library.</summary>
        public static string Version
        {
            get { return Native.Version; }
        }

        /// <summary>Opens a compiled pack in a file, which is read as far as it is needed.</summary>
        /// <exception cref="ShindanException">It cannot be read, is no pack, or is not trusted.</exception>
        public static Knowledge Open(string path, Trust trust = null)
        {
            byte[] name = Native.Bytes(Given(path, "path")), asked = Native.Bytes(trust == null ? null : trust.ToJson());
            return new Knowledge((out Native.Result result) =>
                Native.shindan_open_file(name, Native.Length(name), asked, Native.Length(asked), out result));
        }

        /// <summary>Opens a compiled pack in memory.</summary>
        /// <exception cref="ShindanException">It is no pack, or not trusted.</exception>
        public static Knowledge Open(byte[] pack, Trust trust = null)
        {
            byte[] bytes = Given(pack, "pack"), asked = Native.Bytes(trust == null ? null : trust.ToJson());
            return new Knowledge((out Native.Result result) =>
                Native.shindan_open(bytes, Native.Length(bytes), asked, Native.Length(asked), out result));
        }

        /// <summary>Loads knowledge files, by names such as <c>rules/e1.yaml</c>.</summary>
        /// <exception cref="ShindanException">The first problem; <see cref="Check"/> gives all of them.</exception>
        public static Knowledge Load(IEnumerable<KeyValuePair<string, string>> files)
        {
            byte[] json = Files(files);
            return new Knowledge((out Native.Result result) => Native.shindan_load(json, Native.Length(json), out result));
        }

        /// <summary>Every problem in knowledge files.</summary>
        public static Json Check(IEnumerable<KeyValuePair<string, string>> files)
        {
            byte[] json = Files(files);
            return Json.Parse(Native.Text((out Native.Result result) => Native.shindan_check(json, Native.Length(json), out result)));
        }

        /// <summary>The packs of both together.</summary>
        public Knowledge Join(Knowledge other)
        {
            Given(other, "other");
            return handle.Use(first => other.handle.Use(second =>
                new Knowledge((out Native.Result result) => Native.shindan_join(first, second, out result))));
        }

        /// <summary>Proves that every pack is what its own rules are built to; for the moment of installing.</summary>
        /// <exception cref="ShindanException">It is damaged.</exception>
        public void Verify()
        {
            handle.Use(number => Native.Text((out Native.Result result) => Native.shindan_verify(number, out result)));
        }

        /// <summary>Carries out any operation of the protocol: JSON in, JSON out.</summary>
        /// <exception cref="ShindanException">What the operation refuses.</exception>
        public string Call(string operation, string input)
        {
            Given(operation, "operation");
            Given(input, "input");
            return handle.Use(number => Native.Text((out Native.Result result) => Native.shindan_call_utf16(number, operation,
                (UIntPtr)operation.Length, input, (UIntPtr)input.Length, out result)));
        }

        /// <summary>The rows of a code and a detail, both exactly as the pack writes them. Several are several meanings.</summary>
        /// <param name="code">The code.</param>
        /// <param name="detail">The detail; null for a code that stands alone.</param>
        public IReadOnlyList<Row> Lookup(string code, string detail = null)
        {
            byte[] first = Native.Bytes(Given(code, "code")), second = Native.Bytes(detail);
            return handle.Use(number =>
            {
                var rows = new Native.Row[1];
                while (true)
                {
                    UIntPtr count;
                    Native.Check(Native.shindan_lookup(number, first, Native.Length(first), second, Native.Length(second), rows,
                        (UIntPtr)rows.Length, out count), "the look-up");
                    if ((int)count <= rows.Length)
                    {
                        var found = new Row[(int)count];
                        for (int i = 0; i < found.Length; i++)
                        {
                            found[i] = new Row(rows[i]);
                        }
                        return found;
                    }
                    rows = new Native.Row[(int)count];
                }
            });
        }

        /// <summary>What a text means, whatever a person typed, and what to do about it.</summary>
        /// <param name="text">Codes, details, or the whole message.</param>
        /// <param name="role">Who asks; null shows every step, labelled with its role.</param>
        /// <param name="lang">A language tag such as <c>en</c>; null for the pack's first.</param>
        /// <param name="facts">What is known, by the pack's names.</param>
        public Explanation Explain(string text, string role = null, string lang = null, IDictionary<string, string> facts = null)
        {
            return new Explanation(Json.Parse(Call("explain", Asked(text, role, lang, facts).ToString())));
        }

        /// <summary>Rules by what somebody sees or says, best first; none where nothing comes near enough.</summary>
        public IEnumerable<SearchHit> Search(string text, int limit = 5, string lang = null)
        {
            string input = new Request().Text("text", Given(text, "text")).Text("lang", lang)
                .Json("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToString();
            return Json.Parse(Call("search", input))["hits"].Items.Select(hit => new SearchHit(hit)).ToList();
        }

        /// <summary>Begins a diagnosis.</summary>
        public Diagnosis Start(string text, string role = null, string lang = null, IDictionary<string, string> facts = null)
        {
            return Step("start", Asked(text, role, lang, facts));
        }

        /// <summary>Goes on with a session that was kept.</summary>
        /// <param name="session">What <see cref="Diagnosis.Session"/> gave, in this process or on another device.</param>
        public Diagnosis Resume(string session)
        {
            return Step("turn", new Request().Json("session", Given(session, "session")));
        }

        /// <summary>Goes on from a resume code, as somebody typed it.</summary>
        public Diagnosis ResumeFromCode(string code, string lang = null)
        {
            return Step("resume", new Request().Text("code", Given(code, "code")).Text("lang", lang));
        }

        /// <summary>Replies to the current step.</summary>
        /// <param name="diagnosis">Where it stands.</param>
        /// <param name="reply">The id of one of its replies.</param>
        /// <param name="confirmed">Whether what the reply has to be confirmed with was shown and accepted.</param>
        public Diagnosis Reply(Diagnosis diagnosis, string reply, bool confirmed = false)
        {
            return Step("reply", Of(diagnosis).Text("step", diagnosis.Turn.Step).Text("reply", Given(reply, "reply"))
                .Json("confirmed", confirmed ? "true" : "false"));
        }

        /// <summary>Asks the last answer again; what was carried out stays carried out.</summary>
        public Diagnosis Back(Diagnosis diagnosis)
        {
            return Step("back", Of(diagnosis));
        }

        /// <summary>Takes another code up.</summary>
        public Diagnosis AddCode(Diagnosis diagnosis, string text)
        {
            return Step("add_code", Of(diagnosis).Text("text", Given(text, "text")));
        }

        /// <summary>Tells what has become known, by the pack's names.</summary>
        public Diagnosis Supply(Diagnosis diagnosis, IDictionary<string, string> facts)
        {
            return Step("supply", Of(diagnosis).Texts("facts", Given(facts, "facts")));
        }

        /// <summary>Goes on in another language, a tag such as <c>en</c>.</summary>
        public Diagnosis ChangeLanguage(Diagnosis diagnosis, string lang)
        {
            return Step("change_language", Of(diagnosis).Text("lang", Given(lang, "lang")));
        }

        /// <summary>Lets somebody else go on.</summary>
        public Diagnosis ChangeRole(Diagnosis diagnosis, string role)
        {
            return Step("change_role", Of(diagnosis).Text("role", Given(role, "role")));
        }

        /// <summary>The session as a short code for the telephone or a note; it holds nothing that somebody typed.</summary>
        public string ResumeCode(Diagnosis diagnosis)
        {
            return Json.Parse(Call("resume_code", Of(diagnosis).ToString()))["resume_code"].Text;
        }

        /// <summary>What was shown, asked and done, what is still possible, and whom to call.</summary>
        public Json Transcript(Diagnosis diagnosis)
        {
            return Json.Parse(Call("transcript", Of(diagnosis).ToString()));
        }

        /// <summary>A scanner for logs. Make one and keep it; threads that scan at once have one each.</summary>
        /// <param name="encoding">UTF-8 if null; else <c>utf-8</c>, <c>shift_jis</c>, <c>euc-jp</c>, <c>utf-16le</c>, <c>utf-16be</c> or <c>auto</c>.</param>
        /// <param name="lines">How many bytes of its line on either side each match gives. Lines hold names of people.</param>
        public Scanner Scanner(string encoding = null, int lines = 0)
        {
            return handle.Use(number => new Scanner(number, encoding, lines));
        }

        /// <summary>Closes it. Scanners that were made from it go on.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        private Diagnosis Step(string operation, Request request)
        {
            return new Diagnosis(Call(operation, request.ToString()));
        }

        private static Request Of(Diagnosis diagnosis)
        {
            return new Request().Json("session", Given(diagnosis, "diagnosis").Session);
        }

        private static Request Asked(string text, string role, string lang, IDictionary<string, string> facts)
        {
            return new Request().Text("text", Given(text, "text")).Text("role", role).Text("lang", lang).Texts("facts", facts);
        }

        private static byte[] Files(IEnumerable<KeyValuePair<string, string>> files)
        {
            var list = Given(files, "files").Select(file => new Request().Text("name", file.Key).Text("text", file.Value).ToString());
            return Native.Bytes(new Request().Json("files", "[" + string.Join(", ", list) + "]").ToString());
        }

        private static T Given<T>(T value, string name) where T : class
        {
            if (value == null)
            {
                throw new ArgumentNullException(name);
            }
            return value;
        }
    }
}
