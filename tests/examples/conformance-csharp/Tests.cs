using BonVerify.Xunit;

public class MyBestOfNConforms() : BestOfNConformance(MyBestOfN.Implementation);

public class FormulaAsKlConforms() : BestOfNConformance(FormulaAsKl.Implementation);
