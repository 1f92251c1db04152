// Asks W3C's EPUBCheck about any number of e-books, in one start of Java.
//
// In:  the files.
// Out: EPUBCheck's report (`--json`) on each file, one behind the other, in the order given.
// Exit code: 0 no file has an error, otherwise EPUBCheck's own.
//
// Run as a single source file (no build step), with EPUBCheck on the class path. EPUBCheck by itself
// takes one file, and three quarters of the time of a start go into finding its feet.

import com.adobe.epubcheck.tool.EpubChecker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public class EpubChecks {
    public static void main(String[] files) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int worst = 0;
        for (String file : files) {
            // EPUBCheck closes what it has written its report to.
            ByteArrayOutputStream report = new ByteArrayOutputStream();
            System.setOut(new PrintStream(report, true, StandardCharsets.UTF_8));
            worst = Math.max(worst, new EpubChecker().run(new String[] {file, "--json", "-"}));
            out.println(report.toString(StandardCharsets.UTF_8));
        }
        System.exit(worst);
    }
}
