// Asks the veraPDF library whether PDF files keep a standard.
//
// In:  a flavour (ua1, ua2, 2a, 3a, 3u …) and the files.
// Out: one line of JSON for each file, in the order given:
//        {"file": …, "flavour": …, "compliant": true, "checks": 18124, "failures": []}
//      where a failure is {"clause": "7.1-9", "count": 2, "message": …, "where": …}, or, for a
//      file that veraPDF cannot read, {"file": …, "trouble": …}.
// Exit code: 0 all files keep the standard, 1 some do not, 2 some could not be read or the flavour
// is unknown.
//
// Run as a single source file (no build step), with the veraPDF library and a JAXB 2 runtime on
// the class path. The flavour is always named: what a file says of itself is not to be trusted.

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraCheck {
    private static final int KEPT = 0;
    private static final int BROKEN = 1;
    private static final int TROUBLE = 2;

    // Failed checks kept for each rule, so that each failure can show a place.
    private static final int SHOWN_PER_RULE = 10;

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PDFAFlavour flavour =
            arguments.length > 1 ? PDFAFlavour.byFlavourId(arguments[0]) : PDFAFlavour.NO_FLAVOUR;
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            System.err.println("usage: VeraCheck FLAVOUR FILE...; flavours: " + PDFAFlavour.getFlavourIds());
            System.exit(TROUBLE);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int worst = KEPT;
        for (int i = 1; i < arguments.length; i++) {
            worst = Math.max(worst, check(arguments[i], flavour, out));
        }
        System.exit(worst);
    }

    private static int check(String file, PDFAFlavour flavour, PrintStream out) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
             PDFAValidator validator =
                 Foundries.defaultInstance().createValidator(flavour, SHOWN_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            out.println(verdict(file, result));
            return result.isCompliant() ? KEPT : BROKEN;
        } catch (Exception trouble) {
            out.println("{\"file\": " + quoted(file) + ", \"trouble\": " + quoted(trouble) + "}");
            return TROUBLE;
        }
    }

    private static String verdict(String file, ValidationResult result) {
        return "{\"file\": " + quoted(file)
            + ", \"flavour\": " + quoted(result.getPDFAFlavour().getId())
            + ", \"compliant\": " + result.isCompliant()
            + ", \"checks\": " + result.getTotalAssertions()
            + ", \"failures\": [" + String.join(", ", failures(result)) + "]}";
    }

    // The failed rules, sorted by clause: the library gives them in the order of a hash.
    private static List<String> failures(ValidationResult result) {
        Map<String, String> byClause = new TreeMap<>();
        for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
            RuleId rule = failed.getKey();
            TestAssertion first = firstFailure(result, rule);
            String clause = rule.getClause() + "-" + rule.getTestNumber();
            byClause.put(clause, "{\"clause\": " + quoted(clause)
                + ", \"count\": " + failed.getValue()
                + ", \"message\": " + quoted(first == null ? null : first.getMessage())
                + ", \"where\": " + quoted(first == null ? null : first.getLocation().getContext())
                + "}");
        }
        return new ArrayList<>(byClause.values());
    }

    private static TestAssertion firstFailure(ValidationResult result, RuleId rule) {
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED && assertion.getRuleId().equals(rule)) {
                return assertion;
            }
        }
        return null;
    }

    private static String quoted(Object words) {
        if (words == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder("\"");
        for (char c : words.toString().toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
