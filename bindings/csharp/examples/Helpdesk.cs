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

    // Stands in for a person: says no where that is asked, else takes the first reply, and accepts what is to be confirmed.
    private static Diagnosis Answer(Knowledge knowledge, Diagnosis diagnosis)
    {
        Turn turn = diagnosis.Turn;
        Reply reply = turn.Replies.FirstOrDefault(one => one.Id == "no") ?? turn.Replies.First();
        Console.WriteLine("  {0} -> {1}", turn.Text, reply.Id);
        return knowledge.Reply(diagnosis, reply.Id, reply.Confirm != null);
    }
}
