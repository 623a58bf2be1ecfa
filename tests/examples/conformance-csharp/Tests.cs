using BonVerify.FsCheck;

public class MyBestOfNConforms() : BestOfNConformance(new MyBestOfN());

public class FormulaAsKlConforms() : BestOfNConformance(new FormulaAsKl());
