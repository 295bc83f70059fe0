// What a call costs through C#, typed and as JSON, and whether memory stays flat: Cost PACK LOOKUPS TURNS SESSIONS.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Shindan;

internal static class Cost
{
    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        int lookups = int.Parse(arguments[1]), turns = int.Parse(arguments[2]), sessions = int.Parse(arguments[3]);
        using (var knowledge = Knowledge.Open(arguments[0]))
        {
            long early = 0;
            double lookup = Each(lookups, i =>
            {
                if (knowledge.Lookup("FUJ905", "0x02000001").Count != 1)
                {
                    throw new InvalidOperationException();
                }
                early = i == lookups / 10 ? Memory() : early;
            });
            long late = Memory(), earlyTurns = 0;
            Diagnosis begun = knowledge.Start("FUJ905 0x02000001", role: "reception", lang: "en");
            string reply = begun.Turn.Replies[0].Id;
            double typed = Each(turns, i =>
            {
                knowledge.Reply(begun, reply);
                earlyTurns = i == turns / 10 ? Memory() : earlyTurns;
            });
            string input = "{\"session\": " + begun.Session + ", \"step\": \"" + begun.Turn.Step + "\", \"reply\": \"" + reply + "\"}";
            double json = Each(turns, i => knowledge.Call("reply", input));
            Console.WriteLine("C#: lookup {0:F0} ns, turn {1:F1} us typed, {2:F1} us as JSON; memory of look-ups {3} to {4} KB, of turns {5} to {6} KB",
                lookup, typed / 1e3, json / 1e3, early, late, earlyTurns, Memory());
            long replies = 0, earlySessions = 0;
            double session = Each(sessions, i =>
            {
                replies += Walk(knowledge, i);
                earlySessions = i == sessions / 10 ? Memory() : earlySessions;
            });
            Console.WriteLine("C#: {0} sessions with {1} replies, {2:F1} us each; memory {3} to {4} KB", sessions, replies, session / 1e3, earlySessions, Memory());
        }
        return 0;
    }

    // Leads a session from its start to its end, by replies that are the same in each language; how many that took.
    private static int Walk(Knowledge knowledge, int number)
    {
        Diagnosis shown = knowledge.Start("FUJ905 0x02000001", role: "admin", lang: "en");
        for (int depth = 0; ; depth++)
        {
            int count = shown.Turn.Replies.Count;
            if (count == 0)
            {
                return depth;
            }
            shown = knowledge.Reply(shown, shown.Turn.Replies[(number + depth) % count].Id, confirmed: true);
        }
    }

    // Nanoseconds each.
    private static double Each(int rounds, Action<int> work)
    {
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < rounds; i++)
        {
            work(i);
        }
        return watch.Elapsed.TotalMilliseconds * 1e6 / rounds;
    }

    // Kilobytes of memory that are in use, as Linux says; 0 elsewhere.
    private static long Memory()
    {
        const string Status = "/proc/self/status";
        string line = File.Exists(Status) ? File.ReadAllLines(Status).FirstOrDefault(one => one.StartsWith("VmRSS:")) : null;
        return line == null ? 0 : long.Parse(new string(line.Where(char.IsDigit).ToArray()));
    }
}
