// What a product does with the library: look up a code, print the steps for a role, walk a diagnosis, save and resume, scan a
// log.
//
//   Helpdesk PACK LOG
using System;
using System.Linq;
using Shindan;

internal static class Helpdesk
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length != 2)
        {
            Console.Error.WriteLine("usage: Helpdesk PACK LOG");
            return 2;
        }
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        try
        {
            using (var knowledge = Knowledge.Open(arguments[0]))
            {
                Row row = knowledge.Lookup("E1", "0x01").First();
                Console.WriteLine("E1 0x01: rule {0}, row {1}", row.Rule, row.Name);

                Explanation found = knowledge.Explain("E1 0x01", role: "reception");
                Console.WriteLine("match: {0}", found.Level);
                foreach (Step step in found.Answers.SelectMany(answer => answer.Remedies).SelectMany(remedy => remedy.Steps))
                {
                    Console.WriteLine("  step: {0}", step.Text);
                }

                Console.WriteLine("diagnosis:");
                Diagnosis diagnosis = Answer(knowledge, knowledge.Start("E1 0x01", role: "reception"));
                // Saved: the session is all that has to be kept. Resumed here, or on another device, on another day.
                string saved = diagnosis.Session;
                Console.WriteLine("  saved and resumed");
                diagnosis = knowledge.Resume(saved);
                while (diagnosis.Turn.Outcome == null)
                {
                    diagnosis = Answer(knowledge, diagnosis);
                }
                Console.WriteLine("  outcome: {0}", diagnosis.Turn.Outcome);

                Console.WriteLine("log:");
                using (var scanner = knowledge.Scanner())
                {
                    foreach (ScanMatch match in scanner.ScanFile(arguments[1]))
                    {
                        Console.WriteLine("  line {0}: {1} {2} {3}", match.Line, match.Code, match.Detail, match.Level);
                    }
                }
            }
            return 0;
        }
        catch (ShindanException refused)
        {
            Console.Error.WriteLine("{0}: {1}", refused.Kind, refused.Message);
            return 1;
        }
    }

    // Stands in for a person: says no where that is asked, else takes the first reply that nobody has to confirm. A product shows the
    // text of Confirm and replies with confirmed: true once a person has accepted it.
    private static Diagnosis Answer(Knowledge knowledge, Diagnosis diagnosis)
    {
        Turn turn = diagnosis.Turn;
        Show(turn);
        var replies = turn.Replies.Where(one => one.Confirm == null).ToList();
        Reply reply = replies.FirstOrDefault(one => one.Id == "no") ?? replies.First();
        Console.WriteLine("  > {0}", reply.Id);
        return knowledge.Reply(diagnosis, reply.Id);
    }

    // What to know first, the question or what is to be done, each step of it, and when to stop.
    private static void Show(Turn turn)
    {
        foreach (LocalText caution in turn.Cautions.Concat(new[] { turn.Caution }).Where(text => text != null))
        {
            Console.WriteLine("  ! {0}", caution);
        }
        Console.WriteLine("  {0}", turn.Text);
        foreach (Step step in turn.Steps)
        {
            Console.WriteLine("  - {0}", step.Text);
        }
        if (turn.Stop != null)
        {
            Console.WriteLine("  ! {0}", turn.Stop);
        }
    }
}
