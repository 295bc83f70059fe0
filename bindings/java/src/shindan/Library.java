package shindan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Finds the engine: where {@code shindan.library} says, else in the jar. */
final class Library {
    private static boolean loaded;

    private Library() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        String named = System.getProperty("shindan.library");
        try {
            if (named != null) {
                System.load(Path.of(named).toAbsolutePath().toString());
            } else {
                unpack();
            }
        } catch (UnsatisfiedLinkError | IOException error) {
            throw missing(error.getMessage());
        }
        loaded = true;
    }

    private static void unpack() throws IOException {
        String name = System.mapLibraryName("shindan_java");
        String resource = "native/" + platform() + "/" + name;
        try (InputStream library = Library.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw missing("this jar has none for " + platform());
            }
            Path folder = Files.createTempDirectory("shindan");
            Path file = folder.resolve(name);
            try {
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
                System.load(file.toString());
            } finally {
                // Where a loaded library cannot be deleted, as on Windows, it goes with the process or stays.
                if (!file.toFile().delete()) {
                    folder.toFile().deleteOnExit();
                    file.toFile().deleteOnExit();
                }
                folder.toFile().delete();
            }
        }
    }

    /** The folder of this platform in the jar, such as {@code linux-x86_64}. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String named = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : system;
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return named + "-" + (machine.equals("amd64") ? "x86_64" : machine.equals("arm64") ? "aarch64" : machine);
    }

    private static ShindanException missing(String why) {
        return new ShindanException("no_library",
            "the engine cannot be loaded: " + why + "; name the library of this platform with -Dshindan.library=FILE");
    }
}
