using System;
using System.Collections.Generic;
using System.IO;

namespace Shindan
{
    /// <summary>Finds the codes of all packs in logs, one log after the other.</summary>
    public sealed class Scanner : IDisposable
    {
        private const int Piece = 64 * 1024;

        private readonly Handle handle;

        internal Scanner(ulong knowledge, string encoding, int lines)
        {
            if (lines < 0)
            {
                throw new ArgumentOutOfRangeException("lines");
            }
            byte[] name = Native.Bytes(encoding);
            handle = new Handle(Native.Open((out Native.Result result) => Native.shindan_scanner_new(knowledge, name,
                Native.Length(name), (UIntPtr)lines, out result)), Native.shindan_scanner_free);
        }

        /// <summary>At how many places the last log that was read to its end was no text of its encoding.</summary>
        public ulong Malformed { get; private set; }

        /// <summary>The matches of a log, while it is read. Lines that have no end yet wait for it.</summary>
        /// <param name="log">The bytes, of any number. They stay open.</param>
        /// <exception cref="ShindanException">The pack is damaged.</exception>
        public IEnumerable<ScanMatch> Scan(Stream log)
        {
            if (log == null)
            {
                throw new ArgumentNullException("log");
            }
            return Read(log);
        }

        /// <summary>The matches of a log in a file.</summary>
        public IEnumerable<ScanMatch> ScanFile(string path)
        {
            using (var log = File.OpenRead(path))
            {
                foreach (var match in Read(log))
                {
                    yield return match;
                }
            }
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        private IEnumerable<ScanMatch> Read(Stream log)
        {
            bool isEnded = false;
            try
            {
                var bytes = new byte[Piece];
                int length;
                while ((length = log.Read(bytes, 0, bytes.Length)) > 0)
                {
                    foreach (var match in Matches(Push(bytes, length)))
                    {
                        yield return match;
                    }
                }
                isEnded = true;
                foreach (var match in Matches(Finish()))
                {
                    yield return match;
                }
            }
            finally
            {
                // Whoever stops early leaves the scanner at the start of the next log.
                if (!isEnded && !handle.IsClosed)
                {
                    Finish();
                }
            }
        }

        private string Push(byte[] bytes, int length)
        {
            return handle.Use(number => Native.Text((out Native.Result result) =>
                Native.shindan_scanner_push(number, bytes, (UIntPtr)length, out result)));
        }

        private string Finish()
        {
            ulong malformed = 0;
            string last = handle.Use(number => Native.Text((out Native.Result result) =>
                Native.shindan_scanner_finish(number, out malformed, out result)));
            Malformed = malformed;
            return last;
        }

        private static IEnumerable<ScanMatch> Matches(string lines)
        {
            foreach (string line in lines.Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries))
            {
                yield return new ScanMatch(Json.Parse(line));
            }
        }
    }

    /// <summary>A code in a log, with the detail that belongs to it: where it stands, never what else does.</summary>
    public sealed class ScanMatch
    {
        internal ScanMatch(Json json)
        {
            Json = json;
            Start = json["start"].Number ?? 0;
            End = json["end"].Number ?? 0;
            Line = json["line"].Number ?? 0;
            Code = json["code"].Text;
            Detail = json["detail"].Text;
            Rule = json["rule"].Text;
            Level = json["level"].Text;
            Pack = json["pack"].Text;
            Text = json["text"].Text;
        }

        /// <summary>The first byte of it, from 0, in the log as UTF-8.</summary>
        public long Start { get; private set; }

        /// <summary>The byte behind it.</summary>
        public long End { get; private set; }

        /// <summary>The line, from 1.</summary>
        public long Line { get; private set; }

        /// <summary>The code, as the pack writes it; may be null.</summary>
        public string Code { get; private set; }

        /// <summary>The detail, as the pack writes it; may be null.</summary>
        public string Detail { get; private set; }

        /// <summary>The id of the rule; null where several may be meant.</summary>
        public string Rule { get; private set; }

        /// <summary>How surely it is meant.</summary>
        public string Level { get; private set; }

        /// <summary>The id of the pack.</summary>
        public string Pack { get; private set; }

        /// <summary>The line, if it was asked for.</summary>
        public string Text { get; private set; }

        /// <summary>All of it.</summary>
        public Json Json { get; private set; }
    }
}
