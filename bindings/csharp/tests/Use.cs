// What the types promise: what is disposed of, refused, stopped early, or written in another encoding.
//
//   Use PACK
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Shindan;

internal static class Use
{
    private static int passed;

    private static int Main(string[] arguments)
    {
        string pack = arguments[0];
        using (var knowledge = Knowledge.Open(pack))
        {
            Answers(knowledge);
            Diagnoses(knowledge);
            Refusals(knowledge, pack);
            Scans(knowledge);
        }
        Json odd = Json.Parse("{\"a b\": [1, -2, true, null, \"\\u0001 \\ud83d\\udd11 </a> ]]>\"], \"\": {\"type\": \"x\"}, \"n\": 1e3}");
        Is(odd["a b"].Items.Count == 5 && odd["a b"].Items[1].Number == -2 && odd["a b"].Items[2].IsTrue);
        Is(odd["a b"].Items[3].IsNull && odd["a b"].Items[4].Text == "\u0001 \ud83d\udd11 </a> ]]>");
        Is(odd[""]["type"].Text == "x" && odd["no"]["where"].IsNull && odd["n"].Number == null && odd["n"].Text == "1e3");
        Json again = Json.Parse(odd.ToString());
        Is(again["a b"].Items[4].Text == odd["a b"].Items[4].Text && again.ToString() == odd.ToString());
        Closing(pack);
        Console.WriteLine("use: {0} checks passed", passed);
        return 0;
    }

    private static void Answers(Knowledge knowledge)
    {
        Is(Knowledge.Version.Split('.').Length == 3);
        knowledge.Verify();
        Explanation found = knowledge.Explain("e1 0x01", lang: "en");
        Is(found.Level == "normalized" && found.Answers.Count == 1 && found.Answers[0].Rule == "e1-cable");
        Is(found.Answers[0].Remedies[0].Steps[0].Text.Text == "Replug the cable");
        Is(found.Answers[0].Causes[0].ToString() == "The cable is loose" && found.HelpDesk != null);
        Is(found.Json["match"]["changes"].Items.Count > 0);
        Is(knowledge.Explain("nothing of the kind").Level == "unknown");
        Is(knowledge.Lookup("E1", "0x01").Single().Pack == "example");
        Is(knowledge.Lookup("E1", "0x02").Count == 0 && knowledge.Lookup("").Count == 0 && knowledge.Lookup("E1", "").Count == 0);
        Is(knowledge.Search("ケーブル").All(hit => hit.Score > 0));
    }

    private static void Diagnoses(Knowledge knowledge)
    {
        Diagnosis diagnosis = knowledge.Start("E1 0x01", role: "reception", lang: "en");
        Is(diagnosis.Turn.Kind == "check" && diagnosis.Turn.Text.Text == "Is the lamp on?" && diagnosis.Turn.Outcome == null);
        Diagnosis next = knowledge.Reply(diagnosis, "yes");
        Is(next.Turn.Outcome == "handed_over" && next.Turn.Contacts.Single().Id == "maker");
        Is(knowledge.Back(next).Turn.Step == diagnosis.Turn.Step);
        Is(knowledge.Resume(next.Session).Json.ToString() == next.Json.ToString());
        Is(knowledge.ResumeFromCode(knowledge.ResumeCode(diagnosis), "en").Turn.Step == diagnosis.Turn.Step);
        Is(knowledge.Transcript(next)["outcome"].Text == "handed_over");
    }

    private static void Refusals(Knowledge knowledge, string pack)
    {
        Is(Refused(() => knowledge.Start("E1", role: "nobody")) == "unknown_role");
        Is(Refused(() => knowledge.Call("no", "{}")) == "unknown_operation");
        Is(Refused(() => knowledge.Call("explain", "{")) == "bad_request");
        Is(Refused(() => knowledge.Call("explain", "{\"text\": \"\ud83d\"}")) == "bad_argument");
        Is(Refused(() => Knowledge.Open("no/such.shindan")) == "unreadable");
        Is(Refused(() => Knowledge.Open(new byte[0])) == "not_pack");
        var trust = new Trust();
        Is(Refused(() => Knowledge.Open(pack, trust)) == "bad_key");
        trust.Least["example"] = "9.0.0";
        Is(Refused(() => Knowledge.Open(pack, trust)) == "older_pack");
        trust = new Trust();
        trust.Keys.Add(File.ReadAllLines(Path.ChangeExtension(pack, "pub")).Last());
        using (var trusted = Knowledge.Open(pack, trust))
        {
            Is(Refused(() => knowledge.Join(trusted)) != null);
        }
        Is(Refused(() => Knowledge.Open(File.ReadAllBytes(pack), trust)) == "untrusted_pack");
        trust.Signature = File.ReadAllText(pack + ".minisig");
        Knowledge.Open(File.ReadAllBytes(pack), trust).Dispose();
        var files = new Dictionary<string, string> { { "pack.yaml", "id: 1" } };
        Is(Knowledge.Check(files)["diagnostics"].Items.Count > 0 && Refused(() => Knowledge.Load(files)) == "invalid_knowledge");
        Is(Throws<ArgumentNullException>(() => knowledge.Explain(null)) && Throws<ArgumentNullException>(() => knowledge.Lookup(null)));
    }

    private static void Scans(Knowledge knowledge)
    {
        const string Log = "一行目\r\nエラー E1 0x01\r\nE1 0x01\r\n";
        var encodings = new Dictionary<string, byte[]>
        {
            { "utf-8", Encoding.UTF8.GetBytes(Log) },
            { "utf-16le", Encoding.Unicode.GetBytes(Log) },
            { "utf-16be", Encoding.BigEndianUnicode.GetBytes(Log) },
        };
        foreach (var encoding in encodings)
        {
            foreach (string name in new[] { encoding.Key, "auto" })
            {
                using (var scanner = knowledge.Scanner(name))
                {
                    var matches = scanner.Scan(new MemoryStream(encoding.Value)).ToList();
                    Is(matches.Select(match => match.Line).SequenceEqual(new long[] { 2, 3 }) && scanner.Malformed == 0);
                    Is(matches.All(match => match.Rule == "e1-cable" && match.Pack == "example" && match.Text == null));
                    // Stopped early, it stands at the start of the next log.
                    Is(scanner.Scan(new MemoryStream(encoding.Value)).First().Line == 2);
                    Is(scanner.Scan(new MemoryStream(encoding.Value)).Count() == 2);
                }
            }
        }
        using (var scanner = knowledge.Scanner(lines: 100))
        {
            Is(scanner.Scan(new MemoryStream(encodings["utf-8"])).First().Text.Contains("エラー"));
            Is(!scanner.Scan(new MemoryStream(new byte[] { 0xFF, 0x45 })).Any() && scanner.Malformed == 1);
        }
        Is(Refused(() => knowledge.Scanner("latin1")) == "bad_request");
    }

    private static void Closing(string pack)
    {
        var knowledge = Knowledge.Open(pack);
        var scanner = knowledge.Scanner();
        int wrong = 0;
        // Whoever is asking when it is closed has the whole answer or is told that it is closed.
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            try
            {
                for (int i = 0; i < 200; i++)
                {
                    if (knowledge.Explain("E1 0x01").Level != "exact")
                    {
                        Interlocked.Increment(ref wrong);
                    }
                }
            }
            catch (ObjectDisposedException)
            {
            }
            catch (Exception)
            {
                Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        knowledge.Dispose();
        knowledge.Dispose();
        threads.ForEach(thread => thread.Join());
        Is(wrong == 0 && Throws<ObjectDisposedException>(() => knowledge.Explain("E1")));
        Is(scanner.Scan(new MemoryStream(Encoding.UTF8.GetBytes("E1 0x01"))).Count() == 1);
        scanner.Dispose();
        Is(Throws<ObjectDisposedException>(() => scanner.Scan(new MemoryStream()).Count()));
    }

    private static string Refused(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (ShindanException refused)
        {
            return refused.Kind;
        }
    }

    private static bool Throws<T>(Action action) where T : Exception
    {
        try
        {
            action();
            return false;
        }
        catch (T)
        {
            return true;
        }
    }

    private static void Is(bool so, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0)
    {
        passed++;
        if (!so)
        {
            Console.Error.WriteLine("Use.cs:{0}: not so", line);
            Environment.Exit(1);
        }
    }
}
