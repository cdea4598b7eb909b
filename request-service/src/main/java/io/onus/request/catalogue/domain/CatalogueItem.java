package io.onus.request.catalogue.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A service that a provider department does for others. {@code intake} is the text of a JSON
 * Schema; {@code version} counts the changes from 1.
 */
public record CatalogueItem(
    String code, String provider, String name, String intake, long version) {

  /** Lower-case words joined by hyphens: {@code part-clarification}. */
  public static final String CODE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  public static final int CODE_LENGTH = 64;

  private static final String QUESTION = "-question";

  private static final Pattern CODES = Pattern.compile(CODE);

  /** One text, and not even that is required: a subject may say it all. */
  private static final String QUESTION_INTAKE =
      "{\"type\":\"object\",\"properties\":{\"question\":{\"type\":\"string\",\"title\":\"Question\"}}}";

  public CatalogueItem {
    if (!isCode(code)) {
      throw new IllegalArgumentException("not a service's code: " + code);
    }
  }

  public static boolean isCode(String text) {
    return text.length() <= CODE_LENGTH && CODES.matcher(text).matches();
  }

  /** The service every department is born with. */
  public static CatalogueItem questionOf(String department, String departmentName) {
    return new CatalogueItem(
        questionCode(department), department, "Question to " + departmentName, QUESTION_INTAKE, 1);
  }

  public static String questionCode(String department) {
    return department.toLowerCase(Locale.ROOT) + QUESTION;
  }

  /** Codes of question services are kept for the departments they are named after. */
  public boolean takesQuestionOfAnother() {
    return code.endsWith(QUESTION) && !code.equals(questionCode(provider));
  }

  public CatalogueItem withVersion(long other) {
    return new CatalogueItem(code, provider, name, intake, other);
  }
}
